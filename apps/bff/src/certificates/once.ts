import { UniqueConstraintError } from 'sequelize'

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

/** Tries again where a race for a unique key was lost (a source, an idempotency key, or once in 2⁵⁵ a number): the winner is there now. */
export const lookingAgain = async <T>(work: () => Promise<T>, tries = 5): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof UniqueConstraintError) || tries <= 1) throw error
    return lookingAgain(work, tries - 1)
  }
}
