import type { Metric } from '@wallet/shared/growth/leaderboard'
import { periodName, type Period } from '@wallet/shared/growth/period'
import type { Deps } from '../deps.ts'
import { listScores, listUnitIds } from './boardStore.ts'
import { closedBoard } from './closedBoards.ts'
import { standingOf, standingWithin, type Standing } from './standing.ts'

/** So many are kept at most: for each metric a week, a month, all, and two that are over. */
const most = 20
/** What takes longer to make is kept for longer: 100,000 people for five seconds; a small company's is made anew each time. */
const lifeOf = ({ entries }: Standing) => (entries.length < 1_000 ? 0 : entries.length / 20)
/** What is frozen stays as it is; it goes when there is no room. */
const closedLife = 3_600_000

interface Kept {
  readonly standing: Promise<Standing>
  /** Until when it may be handed out, once it is there. */
  until: number
}

/** Hands out what was made shortly before; whoever asks while it is being made waits for the same. */
const keeper = ({ clock }: Pick<Deps, 'clock'>) => {
  const kept = new Map<string, Kept>()
  const add = (name: string, one: Kept) => {
    kept.delete(name)
    kept.set(name, one)
    for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - most))) kept.delete(oldest)
  }
  return async (name: string, make: () => Promise<Standing>, life: (standing: Standing) => number): Promise<Standing> => {
    const known = kept.get(name)
    if (known && known.until > clock.now().getTime()) return known.standing
    const one: Kept = { standing: make(), until: Infinity }
    add(name, one)
    try {
      one.until = clock.now().getTime() + life(await one.standing)
    } catch (error) {
      kept.delete(name)
      throw error
    }
    return one.standing
  }
}

export interface Standings {
  /** Of a period that goes on. */
  readonly open: (metric: Metric, period: Period, unitPath: string | null) => Promise<Standing>
  /** Of a period that is over. */
  readonly closed: (metric: Metric, period: Period, unitPath: string | null) => Promise<Standing>
}

/** Rankings of everybody and of units. Those of everybody are kept for a moment, since many ask for the same. */
export const standingsOf = (deps: Pick<Deps, 'db' | 'clock'>): Standings => {
  const { db } = deps
  const keep = keeper(deps)
  const load = async (metric: Metric, period: Period, unitPath: string | null) =>
    standingOf(await listScores(db, { metric, period: periodName(period), unitPath }))
  return {
    open: (metric, period, unitPath) =>
      unitPath === null ? keep(`${metric} ${periodName(period)}`, () => load(metric, period, null), lifeOf) : load(metric, period, unitPath),
    closed: async (metric, period, unitPath) => {
      const frozen = () => closedBoard(deps, metric, periodName(period)).then(standingOf)
      const all = await keep(`closed ${metric} ${periodName(period)}`, frozen, () => closedLife)
      return unitPath === null ? all : standingWithin(all, await listUnitIds(db, unitPath))
    },
  }
}
