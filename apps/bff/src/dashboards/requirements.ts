import type { CoverageAims } from '@wallet/shared/dashboards/figures'
import type { RequirementList, RequirementOrder } from '@wallet/shared/dashboards/requirements'
import { fail } from '@wallet/shared/problem'
import { appendAudit } from '../audit/append.ts'
import { appendOutbox } from '../audit/outbox.ts'
import { inTransaction, type Db } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { SignedIn } from '../http/guard.ts'
import { saveAims } from './aimsStore.ts'
import { withTitles } from './certificateStore.ts'
import {
  countByPost,
  deleteRequirement,
  hasUnit,
  insertRequirement,
  listActiveTemplates,
  listRequirements,
  listUnits,
  lockTemplate,
  placeRequirement,
} from './requirementStore.ts'

type Need = Pick<Deps, 'db' | 'clock'>

/** What is required of whom, and what can be chosen from. */
export const showRequirements = async (db: Db): Promise<RequirementList> => {
  const [rows, counts] = [await listRequirements(db), await countByPost(db)]
  const templates = rows.map(({ templateId, templateName }) => ({ id: templateId, name: templateName }))
  const certificates = new Map((await withTitles(db, templates)).map(one => [one.id, one]))
  const peopleOf = (unitPath: string, post: string | null) =>
    counts.filter(one => one.path.startsWith(unitPath) && (post === null || one.post === post)).reduce((sum, one) => sum + one.people, 0)
  return {
    items: rows.map(({ id, templateId, unitId, unitName, unitPath, post }) => ({
      ...{ id, certificate: certificates.get(templateId) ?? fail('internal'), unit: { id: unitId, name: unitName } },
      ...{ post, people: peopleOf(unitPath, post) },
    })),
    units: await listUnits(db),
    posts: [...new Set(counts.flatMap(({ post }) => post ?? []))].toSorted((one, other) => one.localeCompare(other, 'zh')),
    templates: await listActiveTemplates(db),
  }
}

/** Requires a certificate; what people have to hold is seen anew right after. */
export const addRequirement = ({ db, clock }: Need, { userId }: SignedIn, order: RequirementOrder): Promise<RequirementList> =>
  inTransaction(db, async tx => {
    const { templateId, unitId, post } = order
    if (!(await lockTemplate(tx, templateId))) fail('template_not_found')
    if (!(await hasUnit(tx, unitId))) fail('unit_not_found')
    const isSame = (one: RequirementOrder) => one.templateId === templateId && one.unitId === unitId && one.post === post
    if ((await listRequirements(tx)).some(isSame)) fail('already_required')
    const at = clock.now()
    await insertRequirement(tx, order, at)
    await appendAudit(tx, { event: 'requirement.added', subject: `template:${templateId}`, actorId: userId, data: { unitId, post }, at })
    await appendOutbox(tx, 'requirement.changed', { unitId }, at)
    return showRequirements(tx)
  })

/** Requires it no longer. */
export const removeRequirement = ({ db, clock }: Need, { userId }: SignedIn, id: number): Promise<RequirementList> =>
  inTransaction(db, async tx => {
    const { templateId, unitId, post } = (await listRequirements(tx)).find(one => one.id === id) ?? fail('requirement_not_found')
    const at = clock.now()
    await deleteRequirement(tx, id)
    await appendAudit(tx, { event: 'requirement.removed', subject: `template:${templateId}`, actorId: userId, data: { unitId, post }, at })
    await appendOutbox(tx, 'requirement.changed', { unitId }, at)
    return showRequirements(tx)
  })

const notEachOnce = () => fail('invalid_request', { errors: [{ path: 'ids', message: 'has to be every requirement, each once' }] })

/** Puts all of them in an order. */
export const orderRequirements = ({ db, clock }: Need, { userId }: SignedIn, ids: readonly number[]): Promise<RequirementList> =>
  inTransaction(db, async tx => {
    const known = new Set((await listRequirements(tx)).map(({ id }) => id))
    if (ids.some(id => !known.has(id))) fail('requirement_not_found')
    if (ids.length !== known.size || new Set(ids).size !== known.size) notEachOnce()
    for (const [index, id] of ids.entries()) await placeRequirement(tx, id, index + 1)
    await appendAudit(tx, { event: 'requirements.ordered', subject: 'requirements', actorId: userId, data: { count: ids.length }, at: clock.now() })
    return showRequirements(tx)
  })

/** Sets goal and floor of coverage. */
export const setAims = ({ db, clock }: Need, { userId }: SignedIn, aims: CoverageAims): Promise<CoverageAims> =>
  inTransaction(db, async tx => {
    await saveAims(tx, aims)
    await appendAudit(tx, { event: 'coverage.aimed', subject: 'coverage', actorId: userId, data: aims, at: clock.now() })
    return aims
  })
