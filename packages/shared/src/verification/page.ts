import type { Organisation } from '../operations/contract.ts'
import type { Locale } from '../session/session.ts'
import type { Verdict } from './verdict.ts'

/** Everything the public verify page shows: it is drawn from this on the server and taken over from this in the browser. */
export interface VerifyPage {
  readonly locale: Locale
  /** Null: nothing has been asked yet, or there is trouble; the page offers to type a number. */
  readonly verdict: Verdict | null
  /** Why there is no verdict although one was asked for; null: there is one, or nothing was asked. */
  readonly trouble: 'tooMany' | 'unavailable' | null
  readonly organisation: Organisation
}

/** What the server-side build of the page makes of it: tags for the head, and the body's markup. */
export interface RenderedVerifyPage {
  readonly head: string
  readonly body: string
}
