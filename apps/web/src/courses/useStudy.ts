import type { Reported } from '@wallet/shared/courses/learning'
import { onScopeDispose, readonly, ref } from 'vue'
import { nothing } from './pending.ts'
import { useSession } from '../session/session.ts'
import { tell, tellParting, tellRest } from './tell.ts'
import { remember } from './untold.ts'

const everyMs = 30_000

/** Whole seconds that a page was looked at since they were asked for last. */
const stopwatch = () => {
  let since = document.hidden ? null : performance.now()
  let spentMs = 0
  const look = () => {
    const now = performance.now()
    if (since !== null) spentMs += now - since
    since = document.hidden ? null : now
  }
  const read = () => {
    look()
    const seconds = Math.floor(spentMs / 1000)
    spentMs -= seconds * 1000
    return seconds
  }
  return { look, read }
}

/**
 * Keeps the progress in a lesson while it is looked at: told every half minute, when the page is left or put aside, and when there is
 * something to tell. Without a network it is kept on this device. `reached` says how far a video is.
 */
export const useStudy = (
  lessonId: number,
  { reached, told }: { reached: () => { position: number; duration: number }; told: (reported: Reported) => void },
) => {
  const watch = stopwatch()
  const session = useSession()
  const savedAt = ref<string | null>(null)
  const isWaiting = ref(false)
  let queue: Promise<unknown> = Promise.resolve()

  const note = (seconds: number, completed: boolean) => remember(lessonId, { ...nothing, ...reached(), seconds, completed })
  const settle = (reported: Reported | null) => {
    isWaiting.value = reported === null
    if (!reported) return
    savedAt.value = reported.savedAt
    told(reported)
  }
  /** One after the other, so that nothing is sent twice. */
  const report = (completed = false): Promise<Reported | null> => {
    note(watch.read(), completed)
    const turn = queue.then(async () => {
      const reported = await tell(lessonId)
      settle(reported)
      return reported
    })
    queue = turn.catch(() => null)
    return turn
  }
  const pulse = () => void report().catch(() => {})
  const leave = () => {
    const seconds = watch.read()
    // Whoever has signed out leaves nothing here.
    if (seconds === 0 || !session.isSignedIn) return
    note(seconds, false)
    void tellParting(lessonId).catch(() => {})
  }
  const turn = () => {
    watch.look()
    if (document.hidden) leave()
  }
  const timer = setInterval(() => !document.hidden && pulse(), everyMs)
  document.addEventListener('visibilitychange', turn)
  addEventListener('pagehide', leave)
  addEventListener('online', pulse)
  onScopeDispose(() => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', turn)
    removeEventListener('pagehide', leave)
    removeEventListener('online', pulse)
    leave()
  })
  // What was left untold before comes first: its time has passed before that of this lesson begins.
  queue = tellRest(lessonId).catch(() => {})
  pulse()
  return { savedAt: readonly(savedAt), isWaiting: readonly(isWaiting), complete: () => report(true) }
}
