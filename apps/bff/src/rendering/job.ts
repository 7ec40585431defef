import type { FailureDetails, ProblemCode, Reason } from '@wallet/shared/problem'
import type { Drawing, Picture } from './drawing.ts'
import type { TemplateSource } from './allowList.ts'

/** What the server asks of the drawing process. */
export type Task = { readonly kind: 'draw'; readonly drawing: Drawing } | { readonly kind: 'check'; readonly template: TemplateSource }
export interface Job {
  readonly id: number
  readonly task: Task
}
export type Result = Picture | readonly Reason[]

/** What the drawing process says: that it can begin, or how a job ended. */
export type Message =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly id: number; readonly result: Result }
  | { readonly kind: 'refused'; readonly id: number; readonly code: ProblemCode; readonly details: FailureDetails }
  | { readonly kind: 'failed'; readonly id: number; readonly error: Error }
