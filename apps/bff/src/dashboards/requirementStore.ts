import type { RequiredCertificate } from '@wallet/shared/dashboards/coverage'
import type { RequirementOrder } from '@wallet/shared/dashboards/requirements'
import type { Db } from '../db/connect.ts'
import { execute, instant, number, select, selectOne, text, textOrNull } from '../db/query.ts'
import { withTitles } from './certificateStore.ts'

/** A requirement as it stands, with the path of its unit. */
export interface RequirementRow extends RequirementOrder {
  readonly id: number
  readonly templateName: string
  readonly unitName: string
  readonly unitPath: string
}

/** All requirements, in their order. */
export const listRequirements = async (db: Db): Promise<RequirementRow[]> => {
  const sql = `SELECT r.id, r.template_id, r.unit_id, r.post, t.name AS template_name, o.name AS unit_name, o.path FROM requirements r
    JOIN certificate_templates t ON t.id = r.template_id JOIN org_units o ON o.id = r.unit_id ORDER BY r.position, r.id`
  return (await select(db, sql)).map(row => ({
    id: number(row['id']),
    templateId: number(row['template_id']),
    templateName: text(row['template_name']),
    unitId: number(row['unit_id']),
    unitName: text(row['unit_name']),
    unitPath: text(row['path']),
    post: textOrNull(row['post']),
  }))
}

/** Active people by unit and post. */
export const countByPost = async (db: Db): Promise<{ readonly path: string; readonly post: string | null; readonly people: number }[]> => {
  const sql = `SELECT o.path, p.post, p.people FROM org_units o
    JOIN (SELECT org_unit_id, post, COUNT(*) AS people FROM users WHERE is_active = 1 GROUP BY org_unit_id, post) p ON p.org_unit_id = o.id`
  return (await select(db, sql)).map(row => ({ path: text(row['path']), post: textOrNull(row['post']), people: number(row['people']) }))
}

const segments = (path: string) => path.split('/').map(Number)
const downwards = (one: readonly number[], other: readonly number[]): number => {
  const at = one.findIndex((id, n) => id !== other[n])
  return at === -1 ? one.length - other.length : (one[at] ?? 0) - (other[at] ?? 0)
}

/** All units, each followed by those below it. */
export const listUnits = async (db: Db): Promise<{ readonly id: number; readonly name: string; readonly depth: number }[]> =>
  (await select(db, 'SELECT id, name, depth, path FROM org_units'))
    .map(row => ({ id: number(row['id']), name: text(row['name']), depth: number(row['depth']), way: segments(text(row['path']).slice(0, -1)) }))
    .toSorted((one, other) => downwards(one.way, other.way))
    .map(({ id, name, depth }) => ({ id, name, depth }))

export const listActiveTemplates = async (db: Db): Promise<RequiredCertificate[]> => {
  const rows = await select(db, 'SELECT id, name FROM certificate_templates WHERE is_active = 1 ORDER BY sort_order, id')
  return withTitles(
    db,
    rows.map(row => ({ id: number(row['id']), name: text(row['name']) })),
  )
}

const forUpdate = ({ engine }: Db) => (engine === 'sqlite' ? '' : 'FOR UPDATE')

/** Whether there is such a template in use; whoever asks keeps others from requiring it meanwhile. */
export const lockTemplate = async (tx: Db, templateId: number): Promise<boolean> =>
  (await selectOne(tx, `SELECT id FROM certificate_templates WHERE id = :templateId AND is_active = 1 ${forUpdate(tx)}`, { templateId })) !== null

export const hasUnit = async (tx: Db, unitId: number): Promise<boolean> =>
  (await selectOne(tx, 'SELECT id FROM org_units WHERE id = :unitId', { unitId })) !== null

/** Writes a new one behind all others. */
export const insertRequirement = async (tx: Db, { templateId, unitId, post }: RequirementOrder, now: Date): Promise<void> => {
  const position = number((await selectOne(tx, 'SELECT COALESCE(MAX(position), 0) + 1 AS position FROM requirements'))?.['position'])
  const sql = 'INSERT INTO requirements (unit_id, post, template_id, position, created_at) VALUES (:unitId, :post, :templateId, :position, :at)'
  await execute(tx, sql, { templateId, unitId, post, position, at: instant(tx, now) })
}

export const deleteRequirement = (tx: Db, id: number): Promise<void> => execute(tx, 'DELETE FROM requirements WHERE id = :id', { id })

export const placeRequirement = (tx: Db, id: number, position: number): Promise<void> =>
  execute(tx, 'UPDATE requirements SET position = :position WHERE id = :id', { id, position })
