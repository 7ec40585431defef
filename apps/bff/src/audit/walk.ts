import type { Db } from '../db/connect.ts'
import { number, select, text } from '../db/query.ts'

/** Where a walk stands that has come to its end. */
export const walkEnd = 2_147_483_647

/** What goes to everyone once when it is published, and again when it is published anew. */
interface Walking {
  readonly id: number
  readonly publishedVersion: number
}
/** One on its way, and the last person it has been to. */
export interface Walk<T extends Walking> {
  readonly name: string
  readonly item: T
  readonly position: number
}

/** Those that have not been to everyone yet; their positions are kept under names that begin with this kind. */
export const listWalks = async <T extends Walking>(db: Db, kind: string, items: readonly T[]): Promise<Walk<T>[]> => {
  const rows = await select(db, 'SELECT name, position FROM cursors WHERE name LIKE :names', { names: `${kind}:%` })
  const positions = new Map(rows.map(row => [text(row['name']), number(row['position'])]))
  return items
    .map(item => ({ item, name: `${kind}:${item.id}:${item.publishedVersion}` }))
    .map(walk => ({ ...walk, position: positions.get(walk.name) ?? 0 }))
    .filter(({ position }) => position < walkEnd)
}
