import { keep, recall } from '../session/memory.ts'
import { mine } from '../session/session.ts'
import { hasMore, nothing, since, together, type Pending } from './pending.ts'

// What has not been told is kept on this device: it outlives a page that is closed and a network that is gone.
const key = `${mine}untold`
type Untold = Readonly<Record<string, Pending>>

const isPending = (value: unknown): value is Pending =>
  typeof value === 'object' && value !== null && 'seconds' in value && typeof value.seconds === 'number' && 'completed' in value
const all = (): Untold => {
  const value = recall(key)
  return Object.fromEntries(
    Object.entries(typeof value === 'object' && value !== null ? value : {}).filter((entry): entry is [string, Pending] => isPending(entry[1])),
  )
}

/** Lessons of which there is something to tell. */
export const untoldLessons = (): number[] => Object.keys(all()).map(Number)

/** Adds to what is to be told of a lesson. */
export const remember = (lessonId: number, more: Pending): void => {
  const before = all()
  keep(key, { ...before, [lessonId]: together(before[lessonId] ?? nothing, more) })
}

/** What is to be told of a lesson; it stays here until it has been. */
export const untoldOf = (lessonId: number): Pending | null => all()[lessonId] ?? null

/** It has been told: what has come since is still to be. */
export const settle = (lessonId: number, told: Pending): void => {
  const { [lessonId]: before, ...others } = all()
  if (before) keep(key, { ...others, ...(hasMore(before, told) && { [lessonId]: since(before, told) }) })
}
