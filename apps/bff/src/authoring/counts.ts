import type { AuthoredCounts } from '@wallet/shared/authoring'
import type { AuthoredTable } from '../db/authored.ts'
import type { Db } from '../db/connect.ts'
import { number, selectOne } from '../db/query.ts'

const inState = (state: string) => `COALESCE(SUM(CASE WHEN state = '${state}' THEN 1 ELSE 0 END), 0) AS ${state}`
const states = ['draft', 'published', 'retired'].map(inState).join(', ')
const changed = "COALESCE(SUM(CASE WHEN state = 'published' AND version > published_version THEN 1 ELSE 0 END), 0) AS changed"

/** How many there are in which state. */
export const countAuthored = async (db: Db, table: AuthoredTable | 'questions'): Promise<AuthoredCounts> => {
  // A question has no versions: what is saved is what is asked next.
  const row = await selectOne(db, `SELECT ${states}, ${table === 'questions' ? '0 AS changed' : changed} FROM ${table}`)
  return { draft: number(row?.['draft']), published: number(row?.['published']), changed: number(row?.['changed']), retired: number(row?.['retired']) }
}
