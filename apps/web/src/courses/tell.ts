import type { Reported } from '@wallet/shared/courses/learning'
import { api, OfflineError, parting, ProblemError } from '../api/api.ts'
import { reportOf } from './pending.ts'
import { settle, untoldLessons, untoldOf } from './untold.ts'

/** What the server will not take however often it is sent: the lesson is gone, or the person. A gateway that answers in its place says nothing of the kind. */
const isInVain = (thrown: unknown) =>
  thrown instanceof ProblemError && thrown.problem.status < 500 && thrown.problem.code !== 'too_many_requests' && thrown.problem.code !== 'internal'
const mayPass = (thrown: unknown) => thrown instanceof OfflineError || thrown instanceof ProblemError

/**
 * Tells the server what there is to tell of a lesson; null where that is not possible now. It stays on this device until the server has
 * it: told twice, it counts once.
 */
const send = async (lessonId: number, client: typeof api): Promise<Reported | null> => {
  const pending = untoldOf(lessonId)
  if (!pending) return null
  try {
    const reported = await client.courses.report({ params: { id: lessonId }, body: reportOf(pending) })
    settle(lessonId, pending)
    return reported
  } catch (thrown) {
    if (isInVain(thrown)) settle(lessonId, pending)
    if (isInVain(thrown) || !mayPass(thrown)) throw thrown
    return null
  }
}

export const tell = (lessonId: number): Promise<Reported | null> => send(lessonId, api)

/** The same while the page is being left: the browser sees to it that the report still goes out. */
export const tellParting = (lessonId: number): Promise<Reported | null> => send(lessonId, parting)

/** Tells what was left untold of other lessons, as when there was no network. */
export const tellRest = async (but: number | null = null): Promise<void> => {
  for (const lessonId of untoldLessons()) {
    if (lessonId === but) continue
    const told = await tell(lessonId).catch((thrown: unknown) => {
      if (!isInVain(thrown)) throw thrown
      return 'gone'
    })
    if (!told) return
  }
}
