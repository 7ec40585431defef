import type { Check, CheckName, CheckOutcome, Verdict } from './verdict.ts'

/** One line of a verdict. */
export const check = (name: CheckName, outcome: CheckOutcome, detail: Check['detail'] = null, at: Date | null = null): Check => ({
  name,
  outcome,
  detail,
  at: at?.toISOString() ?? null,
})

/** The checks of these names, which were not made. */
export const skip = (...names: CheckName[]): Check[] => names.map(name => check(name, 'skipped'))

/** What was asked for, as far as it is repeated: 64 characters, none of them halved. */
const asAsked = (text: string): string => text.slice(0, 64).replace(/\p{Surrogate}/gu, '')

/** The verdict on a number that cannot be one: nothing was looked up, so that it can be given without a server too. */
export const malformedVerdict = (asked: string, now: Date): Verdict => ({
  certificateNo: asAsked(asked),
  outcome: 'malformed',
  status: null,
  checks: [check('format', 'fail', 'checkSymbol'), ...skip('issuer', 'integrity', 'status', 'dates')],
  certificate: null,
  checkedAt: now.toISOString(),
})
