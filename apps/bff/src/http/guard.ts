import { mayCall, type Role } from '@wallet/shared/people/role'
import { fail } from '@wallet/shared/problem'
import type { Locale } from '@wallet/shared/session/session'
import type { Endpoint } from '@wallet/shared/contract/endpoint'
import type { Request } from 'express'

/** The person behind a request. The numeric id stays on this side of the wire. */
export interface SignedIn {
  readonly userId: number
  readonly sessionId: number
  readonly employeeNo: string
  readonly fullName: string
  readonly role: Role
  readonly unit: { readonly id: number; readonly name: string; readonly path: string }
  readonly locale: Locale
  /** Does not want to be seen on leaderboards. */
  readonly isOffBoards: boolean
}

export interface Guard {
  readonly publicOrigin: string
  readonly whoIs: (request: Request) => Promise<SignedIn | null>
}

const unsafe = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/**
 * A call that changes something has to come from a page of ours: the browser says so itself (`Sec-Fetch-Site`), or, where
 * it does not, by the `Origin`.
 */
export const refuseOtherSites = (request: Request, publicOrigin: string): void => {
  if (!unsafe.has(request.method)) return
  const site = request.headers['sec-fetch-site']
  const isOurs = site === undefined ? request.headers.origin === publicOrigin : site === 'same-origin'
  if (!isOurs) fail('cross_site_request', { detail: `Calls that change something are taken from pages of ${publicOrigin} only` })
}

/** Lets the right people through and says who it is; nobody, where anyone may call. */
export const admit = async (request: Request, endpoint: Endpoint, guard: Guard): Promise<SignedIn | null> => {
  refuseOtherSites(request, guard.publicOrigin)
  if (endpoint.access === 'anyone') return null
  const me = await guard.whoIs(request)
  if (!me) return fail('not_signed_in')
  return mayCall(me.role, endpoint.access) ? me : fail('forbidden')
}
