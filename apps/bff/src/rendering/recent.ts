/** Things by name, of which only those are kept that were asked for last. */
export interface Recent<T> {
  get(name: string): T | undefined
  keep(name: string, thing: T): T
}

export const createRecent = <T>(most: number): Recent<T> => {
  const things = new Map<string, T>()
  const keep = (name: string, thing: T) => {
    things.delete(name)
    things.set(name, thing)
    for (const oldest of things.keys()) if (things.size > most) things.delete(oldest)
    return thing
  }
  return {
    keep,
    get: name => {
      const thing = things.get(name)
      return thing === undefined ? undefined : keep(name, thing)
    },
  }
}
