import { fail } from '@wallet/shared/problem'
import { once } from '../certificates/once.ts'
import type { Deps } from '../deps.ts'
import { etagOf, ReadyCache } from '../http/ready.ts'
import { drawPreview } from '../templates/save.ts'
import { findTemplate } from '../templates/store.ts'
import type { Outline } from './outline.ts'
import { findOnShelf } from './store.ts'

interface Specimen {
  readonly bytes: Buffer
  readonly etag: string
}
const hour = 3_600_000
/** Some twenty kilobytes each. */
const most = 300
const usualWidth = 320

/** Made out to whoever looks at it, in the language of certificates; no score, and an end only where there is one. */
const sampleOf = ({ title, summary }: Outline, validityMonths: number | null) => ({
  ...{ title, description: summary, holderName: '你的姓名', score: '' },
  ...(validityMonths === null && { validUntil: '' }),
})

/** Draws what a course's certificate will look like, made out to nobody; once for each version of course and template. */
export const specimenDrawer = (deps: Deps) => {
  const { db, clock, press } = deps
  const drawn = new ReadyCache<Specimen>(most)
  return async (userId: number, courseId: number, width = usualWidth): Promise<Specimen> => {
    const { versionId, outline } = (await findOnShelf(db, userId, courseId)) ?? fail('course_not_found')
    const template = outline.templateId === null ? null : await findTemplate(db, outline.templateId)
    if (!template?.isActive) return fail('not_found')
    const key = `${versionId} ${template.id} ${template.version} ${width}`
    const now = clock.now().getTime()
    const draw = async () => {
      const svg = await drawPreview(deps, template, sampleOf(outline, template.validityMonths))
      const bytes = await press.raster(svg, { format: 'webp', width }, `specimen ${userId}`)
      const specimen = { bytes, etag: etagOf(bytes) }
      drawn.set(key, specimen, now + hour)
      return specimen
    }
    return drawn.get(key, now) ?? once(drawn, key, draw)
  }
}
