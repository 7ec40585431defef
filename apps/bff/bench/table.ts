/** One figure that was measured several times, and what is asked of it. */
export interface Line {
  readonly name: string
  readonly rounds: readonly number[]
  readonly target: { readonly atLeast: number } | { readonly atMost: number }
  readonly unit?: string
}

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return ((sorted[middle] ?? NaN) + (sorted[sorted.length - 1 - middle] ?? NaN)) / 2
}

const digits = (value: number) => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toPrecision(3))

/** A line of the table: name, median, spread from lowest to highest, target, and whether it is met. */
export const format = ({ name, rounds, target, unit = '' }: Line): string => {
  const figure = median(rounds)
  const met = 'atLeast' in target ? figure >= target.atLeast : figure <= target.atMost
  const spread = `${digits(Math.min(...rounds))}–${digits(Math.max(...rounds))}`
  const asked = 'atLeast' in target ? `≥ ${target.atLeast}` : `≤ ${target.atMost}`
  return [name.padEnd(68), (digits(figure) + unit).padStart(9), spread.padStart(15), (asked + unit).padStart(10), met ? '  ok' : '  FALLS SHORT'].join(' ')
}

export const heading = ['what'.padEnd(68), 'median'.padStart(9), 'spread'.padStart(15), 'target'.padStart(10)].join(' ')
