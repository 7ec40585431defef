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

/** Not one question with `badges` in it: MariaDB would begin there, and walk along everyone who holds one. */
const countHolders = async (tx: Db, unitId: number): Promise<Cell[]> => {
  const categories = new Map((await select(tx, 'SELECT id, category FROM badges')).map(row => [number(row['id']), text(row['category'])]))
  const sql = `SELECT h.user_id, h.badge_id FROM users u JOIN user_badges h ON h.user_id = u.id WHERE u.org_unit_id = :unitId AND u.is_active = :isActive`
  const held = (await select(tx, sql, { unitId, isActive: true })).map(row => `${categories.get(number(row['badge_id'])) ?? ''} ${text(row['user_id'])}`)
  const holders = Map.groupBy(new Set(held), one => one.split(' ')[0] ?? '')
  return [...holders].map(([category, people]) => ({ kind: `badges:${category}`, people: people.length }))
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
