/** The new value, with every part that says the same as before kept as it was: what has not changed is not drawn again. */
export const steady = <T>(before: T | null, now: T): T => {
  if (before === null || JSON.stringify(before) === JSON.stringify(now)) return before ?? now
  if (!isPlain(before) || !isPlain(now)) return now
  return Object.fromEntries(Object.entries(now).map(([name, value]) => [name, name in before ? steady(before[name], value) : value])) as T
}

const isPlain = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
