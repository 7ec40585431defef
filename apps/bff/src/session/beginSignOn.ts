import { createHmac } from 'node:crypto'
import { fail } from '@wallet/shared/problem'
import type { Deps } from '../deps.ts'
import { networkOf } from '../http/limits.ts'
import { countAttempt, perAddressBegun } from './attempts.ts'
import { returnPath } from './returnPath.ts'
import type { SignOnKeys, SignOnProvider } from './signOnProvider.ts'
import { insertAttempt } from './signOnStore.ts'

/** A sign-in that was begun can be finished for this long. */
export const signOnMs = 600_000

/** Nonce and verifier follow from the secret that only the browser keeps: here they stand nowhere, and nobody else can work them out. */
export const keysOf = (
  secret: string,
  state: string,
  { provider, publicOrigin }: { readonly provider: SignOnProvider; readonly publicOrigin: string },
): SignOnKeys => {
  const derive = (what: string) => createHmac('sha256', secret).update(`${what}:${state}`).digest('base64url')
  return { state, nonce: derive('nonce'), verifier: derive('verifier'), redirectUri: `${publicOrigin}/sign-on/${provider.id}/callback` }
}

interface Beginning {
  /** What binds it to the browser. */
  readonly secret: string
  readonly returnTo: string | undefined
  /** The caller's network address. */
  readonly address: string
  readonly userAgent: string
}

/** Begins to sign in by a service; answers the address to go to. */
export const beginSignOn = async ({ db, clock, random, config }: Deps, provider: SignOnProvider, beginning: Beginning): Promise<string> => {
  const { secret, returnTo, address, userAgent } = beginning
  const { left, retryAfter } = await countAttempt(db, clock, 'signOn', networkOf(address), perAddressBegun)
  if (left < 0) return fail('too_many_attempts', { retryAfter })
  const state = Buffer.from(random(32)).toString('hex')
  const url = await provider.begin(keysOf(secret, state, { provider, publicOrigin: config.publicOrigin }), userAgent)
  const expiresAt = new Date(clock.now().getTime() + signOnMs)
  await insertAttempt(db, { state, secret, provider: provider.id, returnTo: returnPath(returnTo, config.publicOrigin), expiresAt })
  return url
}
