import { fail } from '@wallet/shared/problem'
import type { Deps } from '../deps.ts'
import { etagOf, ReadyCache } from '../http/ready.ts'
import { drawPreview } from '../templates/preview.ts'
import { findTemplate } from '../templates/store.ts'
import { once } from './once.ts'

export interface Specimen {
  readonly bytes: Buffer
  readonly etag: string
}
/** What is to be earned: a version of a course or an exam. */
interface Earning {
  readonly title: string
  readonly summary: string
  /** Null: it earns nothing. */
  readonly templateId: number | null
}
const hour = 3_600_000
/** Some twenty kilobytes each. */
const most = 300
const usualWidth = 320

/** Made out to whoever looks at it, in the language of certificates; no score, and an end only where there is one. */
const sampleOf = ({ title, summary }: Earning, validityMonths: number | null) => ({
  ...{ title, description: summary, holderName: '你的姓名', score: '' },
  ...(validityMonths === null && { validUntil: '' }),
})

/** Draws what the certificate of a course or an exam will look like, made out to nobody; once for each of their versions (`versionKey`) and of its template. */
export const specimenMaker = (deps: Deps) => {
  const { db, clock, press } = deps
  const drawn = new ReadyCache<Specimen>(most)
  return async (earning: Earning, versionKey: string, askedBy: number, width = usualWidth): Promise<Specimen> => {
    const template = earning.templateId === null ? null : await findTemplate(db, earning.templateId)
    if (!template?.isActive) return fail('not_found')
    const key = `${versionKey} ${template.id} ${template.version} ${width}`
    const now = clock.now().getTime()
    const draw = async () => {
      const svg = await drawPreview(deps, template, sampleOf(earning, template.validityMonths))
      const bytes = await press.raster(svg, { format: 'webp', width }, `specimen ${askedBy}`)
      const specimen = { bytes, etag: etagOf(bytes) }
      drawn.set(key, specimen, now + hour)
      return specimen
    }
    return drawn.get(key, now) ?? once(drawn, key, draw)
  }
}
