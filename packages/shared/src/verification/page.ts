import type { Organisation } from '../operations/contract.ts'
import type { Locale } from '../session/session.ts'
import type { SharedCertificate } from '../sharing/share.ts'
import type { Verdict } from './verdict.ts'

/** Everything the public pages `/v` and `/s` show: it is drawn from this on the server and taken over from this in the browser. */
export interface VerifyPage {
  readonly locale: Locale
  /** Null: nothing has been asked yet, or there is trouble; the page offers to type a number. */
  readonly verdict: Verdict | null
  /** Why there is no verdict; `offline`: the phone draws the page alone. Null: there is one, or nothing was asked. */
  readonly trouble: 'tooMany' | 'unavailable' | 'shareGone' | 'shareNotFound' | 'offline' | null
  /** Behind a link of the holder: the picture, and until when; null on the verify page. */
  readonly shared: Omit<SharedCertificate, 'verdict'> | null
  /** Where the page is, without language: `/v/KPL-…`, `/s/…`. */
  readonly path: string
  readonly organisation: Organisation
}

/** What the phone keeps of the page for when it has no network: no number, no verdict, nothing of any person. */
export type KeptVerifyPage = Pick<VerifyPage, 'organisation'>

/** What the server-side build of the page makes of it: tags for the head, and the body's markup. */
export interface RenderedVerifyPage {
  readonly head: string
  readonly body: string
}
