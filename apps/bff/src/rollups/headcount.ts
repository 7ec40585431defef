import { badgeCategories } from '@wallet/shared/badges/category'
import type { Db } from '../db/connect.ts'
import { number, select, text } from '../db/query.ts'
import type { Cell, Rollup } from './rollup.ts'

/** The kinds that badges of a category touch: people who hold at least one of it. */
export const badgeKinds = badgeCategories.map(category => `badges:${category}`)

const countActive = async (tx: Db, unitId: number): Promise<Cell[]> =>
  (await select(tx, 'SELECT COUNT(*) AS people FROM users WHERE org_unit_id = :unitId AND is_active = :isActive', { unitId, isActive: true })).map(row => ({
    kind: 'active',
    people: number(row['people']),
  }))

const countHolders = async (tx: Db, unitId: number): Promise<Cell[]> => {
  const sql = `SELECT b.category, COUNT(DISTINCT u.id) AS people FROM users u JOIN user_badges h ON h.user_id = u.id JOIN badges b ON b.id = h.badge_id
    WHERE u.org_unit_id = :unitId AND u.is_active = :isActive GROUP BY b.category`
  return (await select(tx, sql, { unitId, isActive: true })).map(row => ({ kind: `badges:${text(row['category'])}`, people: number(row['people']) }))
}

/** People who are here, by unit; and those of them who hold a badge of each category. */
export const headcount: Rollup = {
  table: 'org_people',
  slice: 'kind',
  keys: ['kind'],
  amounts: ['people'],
  own: async (tx, _zone, unitId, slices) => {
    const isWanted = (kind: string) => !slices || slices.includes(kind)
    const holders = badgeKinds.some(isWanted) ? await countHolders(tx, unitId) : []
    return [...(isWanted('active') ? await countActive(tx, unitId) : []), ...holders.filter(({ kind }) => isWanted(String(kind)))]
  },
}
