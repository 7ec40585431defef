import type { Db } from '../db/connect.ts'
import type { CurrentTemplate } from '../templates/store.ts'
import { sourceKeyOf, titleOf } from './draft.ts'
import type { Holding, Wanted } from './standing.ts'
import { listLatestCycles, lockAll } from './store.ts'

const keyOf = (userId: number, sourceKey: string) => `${userId} ${sourceKey}`

/** Finds what each of them holds already. */
export const holdingsOf = async (db: Db, template: CurrentTemplate, wanted: readonly Wanted[]): Promise<(one: Wanted) => Holding | null> => {
  const keys = new Map<string, string>()
  const sourceOf = ({ order }: Wanted) => {
    const title = titleOf(order, template)
    const known = keys.get(title) ?? sourceKeyOf(order, title)
    keys.set(title, known)
    return known
  }
  const sources = new Set(wanted.map(sourceOf))
  const userIds = wanted.map(({ person }) => person.id)
  const found = new Map((await listLatestCycles(db, template.id, userIds, [...sources])).map(one => [keyOf(one.userId, one.sourceKey), one]))
  return one => found.get(keyOf(one.person.id, sourceOf(one))) ?? null
}

/** The same, as it stays until this transaction ends: what is suspended or taken back meanwhile waits, or was seen. */
export const lockedHoldings: typeof holdingsOf = async (tx, template, wanted) => {
  const holds = await holdingsOf(tx, template, wanted)
  const held = wanted.flatMap(one => holds(one) ?? [])
  if (tx.engine !== 'mariadb' || held.length === 0) return holds
  await lockAll(tx, held)
  return holdingsOf(tx, template, wanted)
}
