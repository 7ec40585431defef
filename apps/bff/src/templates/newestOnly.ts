import { Failure } from '@wallet/shared/problem'

/**
 * One work at a time for each person. While one goes on, the newest that came meanwhile waits, and whatever it takes the place of is
 * refused: who types looks at what they typed last.
 */
export const newestOnly = () => {
  const waiting = new Map<number, PromiseWithResolvers<void> | null>()
  const enter = async (who: number): Promise<void> => {
    const before = waiting.get(who)
    if (before === undefined) return void waiting.set(who, null)
    before?.reject(new Failure('too_many_requests', { retryAfter: 1 }))
    const turn = Promise.withResolvers<void>()
    waiting.set(who, turn)
    return turn.promise
  }
  const leave = (who: number) => {
    const next = waiting.get(who)
    if (!next) return void waiting.delete(who)
    waiting.set(who, null)
    next.resolve()
  }
  return async <T>(who: number, work: () => Promise<T>): Promise<T> => {
    await enter(who)
    try {
      return await work()
    } finally {
      leave(who)
    }
  }
}
