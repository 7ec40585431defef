import type { Metric } from '@wallet/shared/growth/leaderboard'
import { inOrder } from '@wallet/shared/growth/leaderboard'
import { UniqueConstraintError } from 'sequelize'
import type { Db } from '../db/connect.ts'
import { select, text } from '../db/query.ts'
import type { Deps } from '../deps.ts'
import { listScores, type ScoreEntry } from './boardStore.ts'

/** Ids and figures only: names are looked up when a board is shown. */
type FrozenRow = readonly [userId: number, unitId: number, value: number, reachedAt: number, isOptedOut: 0 | 1]

const frozen = ({ userId, unitId, value, reachedAt, isOptedOut }: ScoreEntry): FrozenRow => [userId, unitId, value, reachedAt.getTime(), isOptedOut ? 1 : 0]
const thawed = ([userId, unitId, value, reachedAt, isOptedOut]: FrozenRow, at: number): ScoreEntry => ({
  userId,
  unitId,
  // Their order at the time stands in for the number by which equals were ordered.
  employeeNo: String(at).padStart(9, '0'),
  value,
  reachedAt: new Date(reachedAt),
  isOptedOut: isOptedOut === 1,
})

const find = async (db: Db, metric: Metric, period: string): Promise<ScoreEntry[] | null> => {
  const row = await db.models.closedBoards.findOne({ where: { metric, period }, raw: true, transaction: db.transaction })
  return row && (JSON.parse(text(row['rows' as keyof typeof row])) as FrozenRow[]).map(thawed)
}

const insert = async ({ db, clock }: Pick<Deps, 'db' | 'clock'>, metric: Metric, period: string, entries: readonly ScoreEntry[]) => {
  try {
    await db.models.closedBoards.create({ metric, period, rows: JSON.stringify(entries.map(frozen)), closedAt: clock.now() })
  } catch (error) {
    // Somebody else was first: theirs is the one that stays.
    if (!(error instanceof UniqueConstraintError)) throw error
  }
}

/** The board of a period that is over: as it was frozen, or frozen now. What happens afterwards does not change it. */
export const closedBoard = async (deps: Pick<Deps, 'db' | 'clock'>, metric: Metric, period: string): Promise<ScoreEntry[]> => {
  const known = await find(deps.db, metric, period)
  if (known) return known
  await insert(deps, metric, period, (await listScores(deps.db, { metric, period, unitPath: null })).toSorted(inOrder))
  return (await find(deps.db, metric, period)) ?? []
}

/** The names of the periods whose boards of a metric are frozen. */
export const listFrozen = async (db: Db, metric: Metric): Promise<ReadonlySet<string>> =>
  new Set((await select(db, 'SELECT period FROM closed_boards WHERE metric = :metric', { metric })).map(row => text(row['period'])))
