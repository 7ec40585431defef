/** What was still going on when its time was over. */
export class TooLate extends Error {
  override readonly name = 'TooLate'
}

/**
 * Does some work, but not for longer than so many milliseconds, and not after it was called off. `work` is told by its signal
 * when it should give up; whether it listens or not, nobody waits for it.
 */
export const within = async <T>(ms: number, calledOff: AbortSignal, work: (stop: AbortSignal) => Promise<T>): Promise<T> => {
  calledOff.throwIfAborted()
  const own = new AbortController()
  const end = (reason: unknown) => own.abort(reason)
  const timer = setTimeout(() => end(new TooLate()), ms)
  const passOn = () => end(calledOff.reason)
  calledOff.addEventListener('abort', passOn)
  const ended = new Promise<never>((_resolve, reject) => own.signal.addEventListener('abort', () => reject(own.signal.reason as Error)))
  try {
    return await Promise.race([work(own.signal), ended])
  } finally {
    clearTimeout(timer)
    calledOff.removeEventListener('abort', passOn)
  }
}

/** Lets the browser paint what has changed. Not by a frame: a page in the background gets none. */
export const breath = (): Promise<void> => new Promise(resolve => setTimeout(resolve, 30))
