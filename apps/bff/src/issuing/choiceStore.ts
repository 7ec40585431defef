import type { UnitRef } from '@wallet/shared/people/person'
import type { Db } from '../db/connect.ts'
import { number, select, selectOne, text } from '../db/query.ts'

/** All templates by name, also those that are out of use: certificates were issued from them. */
export const listTemplateNames = async (db: Db): Promise<{ readonly id: number; readonly name: string }[]> =>
  (await select(db, 'SELECT id, name FROM certificate_templates ORDER BY sort_order, id')).map(row => ({ id: number(row['id']), name: text(row['name']) }))

/** All units, each before those below it. */
export const listUnits = async (db: Db): Promise<(UnitRef & { readonly depth: number })[]> =>
  (await select(db, 'SELECT id, name, path FROM org_units ORDER BY path')).map(row => ({
    id: number(row['id']),
    name: text(row['name']),
    depth: text(row['path']).split('/').length - 3,
  }))

/** A unit's path; null where there is no such unit. */
export const findUnitPath = async (db: Db, unitId: number): Promise<string | null> => {
  const row = await selectOne(db, 'SELECT path FROM org_units WHERE id = :unitId', { unitId })
  return row && text(row['path'])
}
