import { fail } from '@wallet/shared/problem'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Request, Router } from 'express'
import { verification } from '@wallet/shared/verification/contract'
import type { Deps } from '../deps.ts'
import { addressOf, AddressLimit } from '../http/limits.ts'
import type { Lane } from '../http/server.ts'
import type { ReadyVerdict, Verifier } from './verify.ts'

/** Asks for a verdict, unless this address has asked for too many numbers that do not exist. */
export const limitedVerify = ({ clock, config }: Pick<Deps, 'clock' | 'config'>, verifier: Verifier) => {
  const misses = new AddressLimit(config.verifyMissesPerMinute)
  return (request: Request, asked: string): ReadyVerdict | Promise<ReadyVerdict> => {
    const known = verifier.know(asked)
    if (known) return known
    const [address, now] = [addressOf(request), clock.now().getTime()]
    const retryAfter = misses.waitOf(address, now)
    if (retryAfter > 0) return fail('too_many_requests', { retryAfter })
    // Counted ahead, so that many at once all count; taken back where the number exists.
    misses.count(address, now)
    return verifier.look(asked).then(ready => {
      if (ready.verdict.outcome !== 'notFound') misses.takeBack(address)
      return ready
    })
  }
}
export type LimitedVerify = ReturnType<typeof limitedVerify>

// `no-cache`: whoever keeps the answer has to ask again before using it, so that a revoked certificate is never shown valid.
const headers = {
  'cache-control': 'no-cache',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
}
const send = (request: IncomingMessage, response: ServerResponse, { bytes, etag, contentType }: ReadyVerdict) => {
  if (request.headers['if-none-match'] === etag) response.writeHead(304, { ...headers, etag }).end()
  else response.writeHead(200, { ...headers, etag, 'content-type': contentType, 'content-length': bytes.length }).end(bytes)
}

const [address = ''] = verification.verify.path.split(':')

/** Answers about a number that need no query, ahead of everything else: most callers need nothing but these bytes. */
export const verifyLane =
  (verifier: Verifier): Lane =>
  (request, response) => {
    const { method, url = '' } = request
    const asked = method === 'GET' && url.startsWith(address) ? url.slice(address.length) : ''
    const known = /^[\w-]{1,64}$/.test(asked) ? verifier.know(asked) : null
    if (known) send(request, response, known)
    return known !== null
  }

/** The public answer as JSON. */
export const mountVerify = (router: Router, verify: LimitedVerify): void => {
  const answer = async (request: Request, response: ServerResponse) => send(request, response, await verify(request, String(request.params['certificateNo'])))
  router.get(verification.verify.path, (request, response) => answer(request, response))
}
