import type { BoardRow, Leaderboard } from '@wallet/shared/growth/board'
import { movement, viewOf, type Gap, type Metric, type Place, type Scope, type Window } from '@wallet/shared/growth/leaderboard'
import { isClosed, periodBefore, periodOf, type Period, type PeriodKind } from '@wallet/shared/growth/period'
import { dayIn, isoDay } from '@wallet/shared/certificates/validity'
import { fail } from '@wallet/shared/problem'
import type { Db } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { SignedIn } from '../http/guard.ts'
import { findRoot, listNames, listUnitNames, type Named, type ScoreEntry } from './boardStore.ts'
import type { Standing } from './standing.ts'
import type { Standings } from './standings.ts'

const window: Window = { top: 10, beside: 2 }

export interface BoardQuery {
  readonly metric: Metric
  readonly period: PeriodKind
  readonly scope: Scope
  readonly back: number
}

const noPeriod = () => fail('invalid_request', { errors: [{ path: 'back', message: 'there is no such period' }] })
/** The period that is asked for, and the local day it is. */
const periodAsked = ({ clock, config }: Pick<Deps, 'clock' | 'config'>, { period, back }: BoardQuery) => {
  const today = dayIn(clock.now(), config.zone)
  const earlier = (one: Period, steps: number): Period => (steps === 0 ? one : earlier(periodBefore(one) ?? noPeriod(), steps - 1))
  return { asked: earlier(periodOf(period, today), back), today: isoDay(today) }
}

/** Me as I stand; with nothing yet where I have no score. */
const entryOf = ({ entries }: Standing, me: SignedIn, now: Date): ScoreEntry =>
  entries.find(({ userId }) => userId === me.userId) ?? {
    ...{ userId: me.userId, unitId: me.unit.id, employeeNo: me.employeeNo },
    ...{ value: 0, reachedAt: now, isOptedOut: me.isOffBoards },
  }

const isPlace = (row: Place<ScoreEntry> | Gap): row is Place<ScoreEntry> => 'rank' in row

interface Shown {
  readonly me: SignedIn
  readonly names: ReadonlyMap<number, Named>
  readonly units: ReadonlyMap<number, string>
  readonly before: Standing | null
}
const rowOf = ({ entry, rank, isShared }: Place<ScoreEntry>, { me, names, units, before }: Shown): BoardRow => {
  const isMe = entry.userId === me.userId
  const fullName = isMe ? me.fullName : (names.get(entry.userId)?.fullName ?? '')
  const unitName = units.get(entry.unitId) ?? me.unit.name
  const moved = before && movement(rank, before.rankOf.get(entry.userId) ?? null)
  return { kind: 'place', rank, isShared, fullName, unitName, value: entry.value, movement: moved, isMe }
}
/** Whoever has opted out or left since the period was closed, or a moment ago, is not shown; the ranks stay as they are. */
const rowsOf = (rows: readonly (Place<ScoreEntry> | Gap)[], shown: Shown): Leaderboard['rows'] =>
  rows.flatMap((row): Leaderboard['rows'] => {
    if (!isPlace(row)) return [{ kind: 'gap', ...row }]
    const isHidden = row.entry.userId !== shown.me.userId && !shown.names.get(row.entry.userId)?.isShown
    return isHidden ? [] : [rowOf(row, shown)]
  })

const namesOf = async (db: Db, places: readonly Place<ScoreEntry>[]) => ({
  names: await listNames(
    db,
    places.map(({ entry }) => entry.userId),
  ),
  units: await listUnitNames(
    db,
    places.map(({ entry }) => entry.unitId),
  ),
})

/** The leaderboard as this person sees it. */
export const leaderboardFor = async (deps: Deps, standings: Standings, me: SignedIn, query: BoardQuery): Promise<Leaderboard> => {
  const { metric, scope } = query
  const { asked, today } = periodAsked(deps, query)
  const isOver = isClosed(asked, today)
  const unitPath = scope === 'team' ? me.unit.path : null
  const standing = await standings[isOver ? 'closed' : 'open'](metric, asked, unitPath)
  const earlier = periodBefore(asked)
  const before = earlier && (await standings.closed(metric, earlier, unitPath))
  const { rows, mine, next } = viewOf(standing.places, entryOf(standing, me, deps.clock.now()), window)
  const shown = { me, before, ...(await namesOf(deps.db, rows.filter(isPlace))) }
  return {
    ...{ metric, scope, isClosed: isOver },
    unit: unitPath === null ? await findRoot(deps.db, me.unit.path) : { id: me.unit.id, name: me.unit.name },
    period: { kind: asked.kind, from: asked.from, until: asked.until },
    rows: rowsOf(rows, shown),
    mine: rowOf(mine, shown),
    isOptedOut: mine.entry.isOptedOut || me.isOffBoards,
    next: isOver ? null : next,
    total: standing.places.length,
  }
}
