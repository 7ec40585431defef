/** When an attempt began, how long it may take (null: as long as one likes) and when it was submitted (null: not yet), by the server's clock. */
export interface AttemptTimes {
  readonly startedAt: Date
  readonly minutes: number | null
  readonly submittedAt: Date | null
}
/** Running: answers are still taken. Over: the time is up and nobody has submitted; what was saved counts. */
export type AttemptState = 'running' | 'over' | 'submitted'

/** The last instant at which an answer can be saved; null: there is none. */
export const deadlineOf = ({ startedAt, minutes }: AttemptTimes): Date | null => (minutes === null ? null : new Date(startedAt.getTime() + minutes * 60_000))

/** Whether this came after the deadline. At the deadline itself it is still in time. */
export const isLate = (at: Date, deadline: Date | null): boolean => deadline !== null && at > deadline

/** What an attempt is at this instant, by the server's clock. */
export const attemptStateAt = (now: Date, times: AttemptTimes): AttemptState => {
  if (times.submittedAt) return 'submitted'
  return isLate(now, deadlineOf(times)) ? 'over' : 'running'
}

/** Whole seconds left by the server's clock, for the phone to count down from; null: no limit. */
export const secondsLeft = (now: Date, deadline: Date | null): number | null => deadline && Math.max(0, Math.ceil((deadline.getTime() - now.getTime()) / 1000))

/** What of the saved answers counts: what was saved in time. */
export const savedInTime = <A extends { readonly savedAt: Date }>(answers: readonly A[], deadline: Date | null): A[] =>
  answers.filter(({ savedAt }) => !isLate(savedAt, deadline))

/** When the attempt ended and was scored as of: its submission, or the deadline where that came first. */
export const endedAt = (now: Date, times: AttemptTimes): Date => {
  const [deadline, ended] = [deadlineOf(times), times.submittedAt ?? now]
  return deadline && isLate(ended, deadline) ? deadline : ended
}
