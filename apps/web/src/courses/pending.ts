import { isWatched } from '@wallet/shared/courses/progress'

/** What a phone has to tell of a lesson and has not told yet. */
export interface Pending {
  /** Spent since the last report. */
  readonly seconds: number
  readonly completed: boolean
  /** The furthest second seen of a video, and how long it is; 0 in other lessons. */
  readonly position: number
  readonly duration: number
}
export const nothing: Pending = { seconds: 0, completed: false, position: 0, duration: 0 }

/** Two things to tell as one. */
export const together = (one: Pending, other: Pending): Pending => ({
  seconds: one.seconds + other.seconds,
  completed: one.completed || other.completed,
  position: Math.max(one.position, other.position),
  duration: Math.max(one.duration, other.duration),
})

/** Whether there is something to tell beyond what has been told. */
export const hasMore = (all: Pending, told: Pending): boolean =>
  all.seconds > told.seconds || (all.completed && !told.completed) || all.position > told.position

/** What is left to tell once this has been told. */
export const since = (all: Pending, told: Pending): Pending => ({
  ...all,
  seconds: Math.max(0, all.seconds - told.seconds),
  completed: all.completed && !told.completed,
})

const aDay = 86_400
const whole = (seconds: number) => Math.min(aDay, Math.floor(seconds))

/** As the server takes it: whole seconds, at most a day of them. */
export const reportOf = ({ seconds, completed, position, duration }: Pending) => ({
  seconds: whole(seconds),
  completed,
  ...(duration > 0 && { position: whole(position), duration: whole(duration) }),
})

/** Whether a video was seen far enough, judged as the server will: by the whole seconds that it is told. */
export const isSeen = (reached: Pick<Pending, 'position' | 'duration'>): boolean => {
  const { position = 0, duration = 0 } = reportOf({ ...nothing, ...reached })
  return isWatched(position, duration)
}
