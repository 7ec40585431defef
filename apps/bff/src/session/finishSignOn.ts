import { fail } from '@wallet/shared/problem'
import { isSignOnProblem } from '@wallet/shared/session/signOnProblem'
import { appendAudit } from '../audit/append.ts'
import type { Deps } from '../deps.ts'
import { networkOf } from '../http/limits.ts'
import { failureOf } from '../http/problem.ts'
import { countAttempt, perAddress, uncountAttempt } from './attempts.ts'
import { keysOf } from './beginSignOn.ts'
import { enter } from './signIn.ts'
import type { SignOnProvider } from './signOnProvider.ts'
import { findAttempt, hashOf, useAttempt, type AttemptRow } from './signOnStore.ts'
import { personOfAccount } from './tie.ts'

/** A browser that came back. */
interface Arrival {
  /** The address with which it came, on our own origin. */
  readonly answer: URL
  /** What binds it to what it has begun; null where it has begun nothing. */
  readonly secret: string | null
  /** The caller's network address. */
  readonly address: string
  readonly userAgent: string
}

/** Where the browser goes from here, and the token of its session where it has one now. */
interface Outcome {
  readonly path: string
  readonly token: string | null
}

/** Takes up the sign-in that the state names: begun in this browser, with this service, not too long ago, and only once. */
const takeUp = async ({ db, clock }: Deps, { id }: SignOnProvider, { state, secret }: { readonly state: string; readonly secret: string | null }) => {
  const attempt = secret === null ? null : await findAttempt(db, state)
  if (secret === null || !attempt || attempt.browserHash !== hashOf(secret) || attempt.provider !== id) return fail('sign_on_foreign')
  const now = clock.now()
  if (attempt.expiresAt <= now) return fail('sign_on_expired')
  return (await useAttempt(db, state, now)) ? { attempt, secret } : fail('sign_on_used')
}

const signedIn = async (
  deps: Deps,
  provider: SignOnProvider,
  { answer, secret, state, userAgent }: Arrival & { readonly secret: string; readonly state: string },
) => {
  const keys = keysOf(secret, state, { provider, publicOrigin: deps.config.publicOrigin })
  const person = await personOfAccount(deps, provider, await provider.finish(keys, answer))
  return enter(deps, person, { userAgent, data: { provider: provider.id } })
}

/** What went wrong stands in the trail by its code, and in the log by what the service said. */
const refused = async ({ db, clock, log }: Deps, { id: provider }: SignOnProvider, error: unknown) => {
  const { code, details, status } = failureOf(error)
  const reason = isSignOnProblem(code) ? code : 'internal'
  if (reason === 'internal') log.error({ err: error }, 'a sign-in failed')
  else if (status >= 500 || details.detail !== undefined) log.warn({ provider, reason, detail: details.detail }, 'a sign-in was refused')
  // Whoever goes on trying would fill the trail.
  if (reason === 'too_many_attempts') return reason
  const event = { event: 'session.refused', subject: `sign-on:${provider}`, actorId: null, data: { provider, reason }, at: clock.now() } as const
  await appendAudit(db, event).catch((thrown: unknown) => log.error({ err: failureOf(thrown) }, 'a refused sign-in could not be written down'))
  return reason
}

const loginPath = (problem: string, returnTo: string) => `/login?${new URLSearchParams({ problem, ...(returnTo !== '/' && { next: returnTo }) }).toString()}`

/** Finishes what was begun: begins a session, or says at the door why not. Whatever happens, somebody looks at a browser: nothing is thrown. */
export const finishSignOn = async (deps: Deps, provider: SignOnProvider, arrival: Arrival): Promise<Outcome> => {
  const { db, clock } = deps
  const network = networkOf(arrival.address)
  const state = arrival.answer.searchParams.get('state') ?? ''
  let attempt: AttemptRow | undefined
  try {
    const { left, retryAfter } = await countAttempt(db, clock, 'address', network, perAddress)
    if (left < 0) fail('too_many_attempts', { retryAfter })
    const taken = await takeUp(deps, provider, { state, secret: arrival.secret })
    attempt = taken.attempt
    const token = await signedIn(deps, provider, { ...arrival, secret: taken.secret, state })
    await Promise.all(['address', 'signOn'].map(kind => uncountAttempt(db, kind, network)))
    return { path: attempt.returnTo, token }
  } catch (error) {
    return { path: loginPath(await refused(deps, provider, error), attempt?.returnTo ?? '/'), token: null }
  }
}
