import type { Request, Response } from 'express'
import { absoluteMs } from './store.ts'

/** `__Host-` binds the cookie to this host and https; on http://localhost browsers allow the plain name only. */
const nameFor = (publicOrigin: string) => (publicOrigin.startsWith('https:') ? '__Host-wallet' : 'wallet')
const attributes = (publicOrigin: string) => `Path=/; HttpOnly; SameSite=Lax${publicOrigin.startsWith('https:') ? '; Secure' : ''}`

export const setSessionCookie = (response: Response, publicOrigin: string, token: string): void => {
  response.append('set-cookie', `${nameFor(publicOrigin)}=${token}; Max-Age=${absoluteMs / 1000}; ${attributes(publicOrigin)}`)
}

/** Takes the session from the browser, and what it kept of our answers. */
export const clearSessionCookie = (response: Response, publicOrigin: string): void => {
  response.append('set-cookie', `${nameFor(publicOrigin)}=; Max-Age=0; ${attributes(publicOrigin)}`)
  response.setHeader('clear-site-data', '"cache"')
}

/** The token a request carries, or null. */
export const sessionTokenOf = (request: Request, publicOrigin: string): string | null => {
  const name = `${nameFor(publicOrigin)}=`
  const pair = (request.headers.cookie ?? '').split(/; */).find(part => part.startsWith(name))
  const token = pair?.slice(name.length) ?? ''
  return /^[\w-]{43}$/.test(token) ? token : null
}
