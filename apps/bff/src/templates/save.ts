import { fail } from '@wallet/shared/problem'
import { shortened } from '@wallet/shared/text'
import { draftOf } from '@wallet/shared/templates/draft'
import type { Template, TemplateDraft } from '@wallet/shared/templates/template'
import type { AuditName } from '@wallet/shared/audit/event'
import { appendAudit } from '../audit/append.ts'
import { reorder } from '../db/authored.ts'
import { inTransaction, type Db } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { SignedIn } from '../http/guard.ts'
import { composed } from './compose.ts'
import { drawPreview } from './preview.ts'
import { findTemplate, insertTemplate, writeNextVersion, writeUse } from './store.ts'
import { orderedIds, showVersion } from './versionStore.ts'

const reload = async (db: Db, id: number): Promise<Template> => (await findTemplate(db, id)) ?? fail('template_not_found')

/** A template is looked through and drawn once before it is kept: what is saved can be issued. */
export const createTemplate = async (deps: Deps, sent: TemplateDraft, me: SignedIn): Promise<Template> => {
  const draft = composed(sent)
  await drawPreview(deps, draft)
  return inTransaction(deps.db, async tx => {
    const now = deps.clock.now()
    const id = await insertTemplate(tx, draft, me.userId, now)
    await appendAudit(tx, { event: 'template.created', subject: `template:${id}`, actorId: me.userId, data: { version: 1 }, at: now })
    return reload(tx, id)
  })
}

interface Change {
  /** The version that was changed; undefined: whichever is the newest. */
  readonly basedOn: number | undefined
  readonly next: (before: Template) => TemplateDraft
  readonly event: AuditName
  readonly data?: Readonly<Record<string, number>>
}

/** Writes the next version; again where somebody else was faster, unless the change is based on a version. */
const writeChange = async (deps: Deps, id: number, { basedOn, next, event, data }: Change, me: SignedIn): Promise<Template> => {
  for (;;) {
    const changed = await inTransaction(deps.db, async tx => {
      const now = deps.clock.now()
      const before = await reload(tx, id)
      if (basedOn !== undefined && basedOn !== before.version) fail('template_changed')
      if (!(await writeNextVersion(tx, before, next(before), me.userId, now))) return null
      await appendAudit(tx, { event, subject: `template:${id}`, actorId: me.userId, data: { version: before.version + 1, ...data }, at: now })
      return reload(tx, id)
    })
    if (changed) return changed
  }
}

/** A change is a new version; what was issued keeps its own. */
export const changeTemplate = async (
  deps: Deps,
  id: number,
  { version, ...sent }: TemplateDraft & { version?: number | undefined },
  me: SignedIn,
): Promise<Template> => {
  await reload(deps.db, id)
  const draft = composed(sent)
  await drawPreview(deps, draft)
  return writeChange(deps, id, { basedOn: version, next: () => draft, event: 'template.changed' }, me)
}

/** Goes back to how a template was: a new version like that one. It is looked through again, since what is allowed may have changed. */
export const restoreVersion = async (deps: Deps, id: number, from: number, basedOn: number | undefined, me: SignedIn): Promise<Template> => {
  const {
    version: _version,
    createdAt: _createdAt,
    createdBy: _createdBy,
    issuedCount: _issued,
    ...design
  } = (await showVersion(deps.db, id, from)) ?? fail('template_not_found')
  await drawPreview(deps, design)
  const next = ({ name, isActive, sortOrder }: Template) => ({ name, isActive, sortOrder, ...design })
  return writeChange(deps, id, { basedOn, next, event: 'template.restored', data: { from } }, me)
}

/** A copy to work on, not yet in use. */
export const duplicateTemplate = async (deps: Deps, id: number, me: SignedIn): Promise<Template> =>
  inTransaction(deps.db, async tx => {
    const draft = draftOf(await reload(tx, id))
    const now = deps.clock.now()
    const copy = await insertTemplate(tx, { ...draft, name: `${shortened(draft.name, 94)} (2)`, isActive: false }, me.userId, now)
    await appendAudit(tx, { event: 'template.duplicated', subject: `template:${copy}`, actorId: me.userId, data: { from: id }, at: now })
    return reload(tx, copy)
  })

/** Whether it is in use is no version either: no certificate looks different for it. */
export const putToUse = (deps: Deps, id: number, isActive: boolean, me: SignedIn): Promise<Template> =>
  inTransaction(deps.db, async tx => {
    const before = await reload(tx, id)
    if (before.isActive === isActive) return before
    await writeUse(tx, id, isActive)
    const event = isActive ? 'template.putToUse' : 'template.putAway'
    await appendAudit(tx, { event, subject: `template:${id}`, actorId: me.userId, data: { version: before.version }, at: deps.clock.now() })
    return reload(tx, id)
  })

/** An order is no version: lists show it at once. */
export const orderTemplates = (deps: Deps, ids: readonly number[], me: SignedIn): Promise<{ ids: number[] }> =>
  inTransaction(deps.db, async tx => {
    await reorder(tx, 'certificate_templates', ids)
    await appendAudit(tx, { event: 'templates.ordered', subject: 'templates', actorId: me.userId, data: { count: ids.length }, at: deps.clock.now() })
    return { ids: await orderedIds(tx) }
  })
