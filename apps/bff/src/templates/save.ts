import { fail } from '@wallet/shared/problem'
import type { Template, TemplateDraft, TemplatePreview } from '@wallet/shared/templates/template'
import type { z } from 'zod'
import { appendAudit } from '../audit/append.ts'
import { inTransaction, type Db } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { SignedIn } from '../http/guard.ts'
import { specimenFacts } from '../rendering/specimen.ts'
import { findTemplate, insertTemplate, writeNextVersion } from './store.ts'

type Preview = z.output<typeof TemplatePreview>
type Design = Pick<Preview, 'type' | 'backgroundUrl' | 'templateHtml' | 'templateStyle' | 'orientation'>

const specimenUrl = (publicOrigin: string) => `${publicOrigin}/v/KPL-2026-0000-0000-0000`

/** Draws a design with sample data; a design that is not allowed is refused with every reason. */
export const drawPreview = async ({ renderer, config }: Pick<Deps, 'renderer' | 'config'>, design: Design, sample: Preview['sample'] = {}): Promise<string> => {
  const errors = await renderer.check(design)
  if (errors.length > 0) fail('template_refused', { errors })
  const { svg, overflows, missing } = await renderer.preview({
    ...design,
    facts: specimenFacts(design.type, { issuerName: config.issuerName, ...definedOnly(sample) }),
    verifyUrl: specimenUrl(config.publicOrigin),
  })
  if (missing.length > 0) fail('certificate_undrawable', { detail: `No font can draw: ${missing.join(' ')}` })
  return overflows ? fail('certificate_overflows') : svg
}

const definedOnly = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as { [K in keyof T]: NonNullable<T[K]> }

const reload = async (db: Db, id: number): Promise<Template> => (await findTemplate(db, id)) ?? fail('template_not_found')

/** A template is looked through and drawn once before it is kept: what is saved can be issued. */
export const createTemplate = async (deps: Deps, draft: TemplateDraft, me: SignedIn): Promise<Template> => {
  await drawPreview(deps, draft)
  return inTransaction(deps.db, async tx => {
    const now = deps.clock.now()
    const id = await insertTemplate(tx, draft, me.userId, now)
    await appendAudit(tx, { event: 'template.created', subject: `template:${id}`, actorId: me.userId, data: { version: 1 }, at: now })
    return reload(tx, id)
  })
}

/** A change is a new version; what was issued keeps its own. */
export const changeTemplate = async (
  deps: Deps,
  id: number,
  { version, ...draft }: TemplateDraft & { version?: number | undefined },
  me: SignedIn,
): Promise<Template> => {
  await reload(deps.db, id)
  await drawPreview(deps, draft)
  for (;;) {
    const changed = await inTransaction(deps.db, async tx => {
      const now = deps.clock.now()
      const before = await reload(tx, id)
      if (version !== undefined && version !== before.version) fail('template_changed')
      if (!(await writeNextVersion(tx, before, draft, me.userId, now))) return null
      await appendAudit(tx, { event: 'template.changed', subject: `template:${id}`, actorId: me.userId, data: { version: before.version + 1 }, at: now })
      return reload(tx, id)
    })
    if (changed) return changed
  }
}

/** A copy to work on, not yet in use. */
export const duplicateTemplate = async (deps: Deps, id: number, me: SignedIn): Promise<Template> =>
  inTransaction(deps.db, async tx => {
    const { name, type, backgroundUrl, templateHtml, templateStyle, sortOrder, orientation, validityMonths } = await reload(tx, id)
    const now = deps.clock.now()
    const copy = await insertTemplate(
      tx,
      { name: `${name.slice(0, 94)} (2)`, type, backgroundUrl, templateHtml, templateStyle, sortOrder, orientation, validityMonths, isActive: false },
      me.userId,
      now,
    )
    await appendAudit(tx, { event: 'template.duplicated', subject: `template:${copy}`, actorId: me.userId, data: { from: id }, at: now })
    return reload(tx, copy)
  })
