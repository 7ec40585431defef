import type { FailureDetails, ProblemCode } from '@wallet/shared/problem'

/** What the server asks of a process that works for it. */
export interface Job<Task> {
  readonly id: number
  readonly task: Task
}

/** What such a process says: that it can begin, or how a job ended. */
export type Message<Result> =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly id: number; readonly result: Result }
  | { readonly kind: 'refused'; readonly id: number; readonly code: ProblemCode; readonly details: FailureDetails }
  | { readonly kind: 'failed'; readonly id: number; readonly error: Error }
