import { createHash, timingSafeEqual } from 'node:crypto'
import type { Request } from 'express'

const digest = (text: string) => createHash('sha256').update(text).digest()
const loopback = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/
/** What proxies add: whoever comes through one is not on this machine. */
const forwarded = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via']

/** Whether somebody may read how the product is doing: with the token, or, where there is none, from this machine itself. */
export const mayReadFigures = (request: Request, token: string | null): boolean => {
  if (token !== null) return timingSafeEqual(digest(request.get('authorization') ?? ''), digest(`Bearer ${token}`))
  return loopback.test(request.socket.remoteAddress ?? '') && forwarded.every(name => request.headers[name] === undefined)
}
