import type { Request, Response } from 'express'
import { absoluteMs } from './store.ts'

/** `__Host-` binds the cookie to this host and https; on http://localhost browsers allow the plain name only. */
const nameFor = (publicOrigin: string, name = 'wallet') => (publicOrigin.startsWith('https:') ? `__Host-${name}` : name)
const attributes = (publicOrigin: string) => `Path=/; HttpOnly; SameSite=Lax${publicOrigin.startsWith('https:') ? '; Secure' : ''}`

export const setSessionCookie = (response: Response, publicOrigin: string, token: string): void => {
  response.append('set-cookie', `${nameFor(publicOrigin)}=${token}; Max-Age=${absoluteMs / 1000}; ${attributes(publicOrigin)}`)
}

/** Takes the session from the browser, and what it kept of our answers. */
export const clearSessionCookie = (response: Response, publicOrigin: string): void => {
  response.append('set-cookie', `${nameFor(publicOrigin)}=; Max-Age=0; ${attributes(publicOrigin)}`)
  response.setHeader('clear-site-data', '"cache"')
}

const cookieOf = (request: Request, cookie: string): string | null => {
  const name = `${cookie}=`
  const pair = (request.headers.cookie ?? '').split(/; */).find(part => part.startsWith(name))
  const token = pair?.slice(name.length) ?? ''
  return /^[\w-]{43}$/.test(token) ? token : null
}

/** The token a request carries, or null. */
export const sessionTokenOf = (request: Request, publicOrigin: string): string | null => cookieOf(request, nameFor(publicOrigin))

const signOn = 'wallet-sign-on'

/**
 * Binds sign-ins that were begun here to this browser: what it keeps is nowhere else. `Lax`, for the browser comes back from another site.
 */
export const setSignOnCookie = (response: Response, publicOrigin: string, secret: string, maxAgeMs: number): void => {
  response.append('set-cookie', `${nameFor(publicOrigin, signOn)}=${secret}; Max-Age=${maxAgeMs / 1000}; ${attributes(publicOrigin)}`)
}

export const clearSignOnCookie = (response: Response, publicOrigin: string): void => {
  response.append('set-cookie', `${nameFor(publicOrigin, signOn)}=; Max-Age=0; ${attributes(publicOrigin)}`)
}

/** The secret of this browser, or null where it has begun nothing lately. */
export const signOnSecretOf = (request: Request, publicOrigin: string): string | null => cookieOf(request, nameFor(publicOrigin, signOn))
