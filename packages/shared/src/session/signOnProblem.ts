import type { ProblemCode } from '../problem.ts'

/** Why signing in elsewhere did not work: what the sign-in page may be told in its address, and nothing else. */
export const signOnProblems = [
  'sign_on_not_offered',
  'sign_on_foreign',
  'sign_on_used',
  'sign_on_expired',
  'sign_on_denied',
  'sign_on_mixed_up',
  'sign_on_invalid',
  'sign_on_code_refused',
  'sign_on_refused',
  'sign_on_unavailable',
  'sign_on_unknown_person',
  'sign_on_email_unverified',
  'sign_on_inactive',
  'sign_on_taken',
  'too_many_attempts',
  'unavailable',
  'internal',
] as const satisfies readonly ProblemCode[]
export type SignOnProblem = (typeof signOnProblems)[number]

export const isSignOnProblem = (text: unknown): text is SignOnProblem => signOnProblems.some(problem => problem === text)
