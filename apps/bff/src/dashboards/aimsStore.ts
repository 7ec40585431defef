import { CoverageAims } from '@wallet/shared/dashboards/figures'
import type { Db } from '../db/connect.ts'
import { execute, json, selectOne } from '../db/query.ts'

const name = 'coverage.aims'
const unsaid: CoverageAims = { goal: 95, floor: 90 }

/** What the organisation wants of its coverage. */
export const readAims = async (db: Db): Promise<CoverageAims> => {
  const row = await selectOne(db, 'SELECT value FROM settings WHERE name = :name', { name })
  return row ? CoverageAims.parse(json(row['value'])) : unsaid
}

export const saveAims = async (tx: Db, aims: CoverageAims): Promise<void> => {
  await execute(tx, 'DELETE FROM settings WHERE name = :name', { name })
  await execute(tx, 'INSERT INTO settings (name, value) VALUES (:name, :value)', { name, value: JSON.stringify(aims) })
}
