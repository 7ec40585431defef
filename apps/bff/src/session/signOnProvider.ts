import type { SignOnKind } from '@wallet/shared/session/signOn'
import type { ProblemCode } from '@wallet/shared/problem'

/** What one sign-in is made of; of all of it the database keeps one hash. */
export interface SignOnKeys {
  /** Names the sign-in on its way there and back: 64 hexadecimal digits. */
  readonly state: string
  /** Comes back inside of what the service signs. */
  readonly nonce: string
  /** Proves that whoever hands in the code is who asked for it (RFC 7636). */
  readonly verifier: string
  /** Where the service sends the browser back to. */
  readonly redirectUri: string
}

/** How an account may be matched with a person who has not signed in by it before; or why not. */
export type Match = { readonly employeeNo: string } | { readonly email: string } | { readonly refused: ProblemCode }

/** Who signed in, as the service says. */
export interface Proof {
  /** Who vouches for the account. */
  readonly issuer: string
  /** What the account is called there, for good. */
  readonly subject: string
  readonly match: Match
}

/** A service by which people sign in. Whatever it says no to is thrown as a `Failure`. */
export interface SignOnProvider {
  readonly id: SignOnKind
  readonly name: string | null
  /** Asks the service whether it is there, and, as far as can be told without a person, whether it knows us. */
  readonly check: () => Promise<void>
  /** The address to which the browser goes. */
  readonly begin: (keys: SignOnKeys, userAgent: string) => Promise<string>
  /** Who signed in, from the address with which the browser came back; nothing of that is kept. */
  readonly finish: (keys: SignOnKeys, answer: URL) => Promise<Proof>
}
