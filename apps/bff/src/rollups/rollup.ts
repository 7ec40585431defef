import type { Db } from '../db/connect.ts'
import type { Deps } from '../deps.ts'

/** A row of a sum: what it is counted by, and how many; without the unit. */
export interface Cell {
  readonly [column: string]: string | number
}

/** The moment that a sum is as of, and where days begin. */
export interface AsOf {
  readonly now: Date
  readonly zone: string
}
export const asOfNow = ({ clock, config: { zone } }: Pick<Deps, 'clock' | 'config'>): AsOf => ({ now: clock.now(), zone })

/**
 * A table of sums by unit. Nothing is ever added to a sum: where something has changed, the sum is counted again, from the rows that belong
 * to the unit itself and from the sums of the units right below it. So it does not matter how often a change is told, or in what order, and
 * a sum that was wrong is right after it has been counted.
 */
export interface Rollup {
  readonly table: string
  /** The column by which changes are told; its values as text. */
  readonly slice: string
  /** By what is counted within a unit, `slice` among them. */
  readonly keys: readonly string[]
  readonly amounts: readonly string[]
  /** What belongs to the unit itself, for these slices or for all; a key may appear in several rows. */
  readonly own: (tx: Db, asOf: AsOf, unitId: number, slices: readonly string[] | null) => Promise<Cell[]>
}
