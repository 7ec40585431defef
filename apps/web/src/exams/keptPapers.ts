import type { AnswerOnPaper, RunningAttempt } from '@wallet/shared/exams/shownAttempt'
import { serverNow } from '../api/clock.ts'
import { keep, recall } from '../session/memory.ts'
import { mine } from '../session/session.ts'

// A paper under way is kept on this device, with what the server has not been told yet: it outlives a page that is closed and a network that is gone.
interface Kept {
  readonly attempt: RunningAttempt
  readonly unsent: readonly AnswerOnPaper[]
  /** When its time is up by the server's clock; null: no limit. */
  readonly endsAt: string | null
}
const key = `${mine}papers`
/** Exams that somebody sits at the same time; of more the earliest go. */
const most = 5
const isKept = (value: unknown): value is Kept => typeof value === 'object' && value !== null && 'attempt' in value && 'unsent' in value && 'endsAt' in value
const all = (): Readonly<Record<string, unknown>> => {
  const value = recall(key)
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
const kept = (id: number): Kept | null => {
  const value = all()[id]
  return isKept(value) ? value : null
}
const write = (paper: Kept) => {
  const { [paper.attempt.id]: _, ...others } = all()
  keep(key, { ...Object.fromEntries(Object.entries(others).slice(1 - most)), [paper.attempt.id]: paper })
}

/** Keeps a paper as the server tells it; what has not been sent stays. */
export const keepPaper = (attempt: RunningAttempt): void => {
  const endsAt = attempt.secondsLeft === null ? null : new Date(serverNow().getTime() + attempt.secondsLeft * 1000).toISOString()
  write({ attempt, unsent: unsentAnswers(attempt.id), endsAt })
}

/** The paper as it was when there last was a network, with the time that is left now; or null. */
export const keptPaper = (id: number): RunningAttempt | null => {
  const { attempt, endsAt } = kept(id) ?? {}
  if (!attempt) return null
  const secondsLeft = endsAt ? Math.max(0, Math.ceil((Date.parse(endsAt) - serverNow().getTime()) / 1000)) : null
  return { ...attempt, secondsLeft }
}

/** Answers that the server has not been told yet. */
export const unsentAnswers = (id: number): readonly AnswerOnPaper[] => kept(id)?.unsent ?? []

/** Keeps what has not been sent, and of the rest what the server has by now. */
export const keepAnswers = (id: number, answers: readonly AnswerOnPaper[], unsent: readonly AnswerOnPaper[]): void => {
  const before = kept(id)
  if (before) write({ ...before, attempt: { ...before.attempt, answers: [...answers] }, unsent })
}

/** It has ended: nothing of it stays here. */
export const forgetPaper = (id: number): void => {
  const { [id]: gone, ...others } = all()
  if (gone !== undefined) keep(key, others)
}
