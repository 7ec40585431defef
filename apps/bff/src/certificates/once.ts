const underWay = new WeakMap<object, Map<string, Promise<unknown>>>()

/** Does a work once at a time: who asks for the same of the same owner while it goes on gets its result. The next one after it begins anew. */
export const once = <T>(owner: object, name: string, work: () => Promise<T>): Promise<T> => {
  const works = underWay.get(owner) ?? new Map<string, Promise<unknown>>()
  underWay.set(owner, works)
  const begun = works.get(name)
  if (begun) return begun as Promise<T>
  const result = work().finally(() => works.delete(name))
  works.set(name, result)
  return result
}
