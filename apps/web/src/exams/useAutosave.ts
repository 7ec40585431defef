import type { AnswerOnPaper, SavedAnswers } from '@wallet/shared/exams/shownAttempt'
import { onScopeDispose, readonly, ref } from 'vue'
import { api, OfflineError, parting, ProblemError } from '../api/api.ts'
import { usePause } from '../ui/usePause.ts'
import { keepAnswers, unsentAnswers } from './keptPapers.ts'

const pauseMs = 350
const againMs = 5_000

/** Saved: the server has everything. Waiting: it cannot be reached, and what it does not have is kept on this device. */
export type SaveState = 'saved' | 'saving' | 'waiting'

interface Told {
  readonly saved: (saved: SavedAnswers) => void
  /** The server takes nothing any more: the time is up, or somebody submitted. */
  readonly over: () => void
}

const passing: ReadonlySet<string> = new Set(['too_many_requests', 'internal', 'unavailable'])
/** What may be gone the next time: no network, or the server in trouble, or a gateway in its place. Whatever else it says, it says for good. */
const mayPass = (thrown: OfflineError | ProblemError) => thrown instanceof OfflineError || thrown.problem.status >= 500 || passing.has(thrown.problem.code)

/** Saves answers as they are given, one request at a time; what cannot be sent stays on this device and is sent later. `all` are those on the paper now. */
export const useAutosave = (attemptId: number, all: () => readonly AnswerOnPaper[], { saved, over }: Told) => {
  const unsent = new Map(unsentAnswers(attemptId).map(answer => [answer.questionId, answer]))
  const state = ref<SaveState>('saved')
  const pause = usePause()
  let underWay: Promise<void> | null = null
  let obstacle: OfflineError | ProblemError | null = null

  const remember = () => keepAnswers(attemptId, all(), [...unsent.values()])
  const send = async () => {
    const sent = [...unsent.values()]
    state.value = 'saving'
    saved(await api.exams.save({ params: { id: attemptId }, body: { answers: sent } }))
    // What was changed in the meantime is still to be sent.
    for (const answer of sent) if (unsent.get(answer.questionId) === answer) unsent.delete(answer.questionId)
    remember()
    state.value = 'saved'
  }
  const stumble = (thrown: unknown) => {
    if (thrown instanceof ProblemError && thrown.problem.code === 'attempt_over') return over()
    if (!(thrown instanceof OfflineError) && !(thrown instanceof ProblemError)) throw thrown
    if (mayPass(thrown)) obstacle = thrown
    state.value = 'waiting'
    pause.after(againMs, () => void flush())
  }
  const work = async () => {
    obstacle = null
    try {
      while (unsent.size > 0) await send()
    } catch (thrown) {
      stumble(thrown)
    } finally {
      underWay = null
    }
  }
  /** Sends what there is to send; afterwards `state` says whether that worked. */
  const flush = (): Promise<void> => {
    pause.drop()
    if (unsent.size === 0) return Promise.resolve()
    underWay ??= work()
    return underWay
  }
  /** The same before the end, which would leave out what was not sent: where it cannot be sent now, that is thrown. */
  const settle = async () => {
    await flush()
    if (obstacle) throw obstacle
  }
  const note = (answer: AnswerOnPaper) => {
    unsent.set(answer.questionId, answer)
    if (state.value === 'saved') state.value = 'saving'
    remember()
    pause.after(pauseMs, () => void flush())
  }
  const leave = () => {
    if (unsent.size > 0) void parting.exams.save({ params: { id: attemptId }, body: { answers: [...unsent.values()] } }).catch(() => {})
  }
  const online = () => void flush()
  addEventListener('online', online)
  addEventListener('pagehide', leave)
  onScopeDispose(() => {
    removeEventListener('online', online)
    removeEventListener('pagehide', leave)
    leave()
  })
  void flush()
  return { state: readonly(state), note, flush, settle, unsent: () => [...unsent.values()] }
}
