import { number, text, type Row } from '../db/query.ts'
import type { Cell, Rollup } from './rollup.ts'

/** A row of a sum, without the unit. */
export const cellOf = ({ keys, amounts }: Rollup, row: Row): Cell => ({
  ...Object.fromEntries(keys.map(key => [key, typeof row[key] === 'number' ? row[key] : text(row[key])])),
  ...Object.fromEntries(amounts.map(amount => [amount, number(row[amount])])),
})

/** Rows of the same keys become one; rows of nothing are left out. */
export const addUp = ({ keys, amounts }: Pick<Rollup, 'keys' | 'amounts'>, cells: readonly Cell[]): Cell[] => {
  const sums = new Map<string, Record<string, string | number>>()
  for (const cell of cells) {
    const name = keys.map(key => cell[key]).join(' ')
    const sum = sums.get(name) ?? { ...cell, ...Object.fromEntries(amounts.map(amount => [amount, 0])) }
    for (const amount of amounts) sum[amount] = Number(sum[amount]) + Number(cell[amount] ?? 0)
    sums.set(name, sum)
  }
  return [...sums.values()].filter(sum => amounts.some(amount => sum[amount] !== 0))
}
