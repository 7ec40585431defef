import { inTransaction, type Db } from '../src/db/connect.ts'
import type { ProgressBar } from '../tasks/progressBar.ts'
import { insertRows, type Value } from './insertRows.ts'

interface Batches {
  readonly table: string
  readonly columns: readonly string[]
  /** How many things rows are made for, and the rows of each. */
  readonly count: number
  readonly rowsOf: (n: number) => readonly (readonly Value[])[]
  readonly bar: ProgressBar
}

const atOnce = 10_000

/** Inserts rows for so many things, ten thousand things in one transaction. */
export const insertBatches = async (db: Db, { table, columns, count, rowsOf, bar }: Batches): Promise<void> => {
  for (let from = 0; from < count; from += atOnce) {
    const until = Math.min(count, from + atOnce)
    const rows = Array.from({ length: until - from }, (_, index) => rowsOf(from + index)).flat()
    await inTransaction(db, tx => insertRows(tx, table, columns, rows))
    bar.tell(until, count)
  }
}
