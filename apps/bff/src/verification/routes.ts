import { fail } from '@wallet/shared/problem'
import type { Request, RequestHandler, Response, Router } from 'express'
import { verification } from '@wallet/shared/verification/contract'
import type { Deps } from '../deps.ts'
import { addressOf, AddressLimit } from '../http/limits.ts'
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

const send = (request: Request, response: Response, { bytes, etag, contentType }: ReadyVerdict) => {
  // `no-cache`: whoever keeps the answer has to ask again before using it, so that a revoked certificate is never shown valid.
  const headers = {
    'cache-control': 'no-cache',
    etag,
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex',
    'referrer-policy': 'no-referrer',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  }
  if (request.headers['if-none-match'] === etag) response.writeHead(304, headers).end()
  else response.writeHead(200, { ...headers, 'content-type': contentType, 'content-length': bytes.length }).end(bytes)
}

/** The public answer as JSON. It stands before everything else on the way: most callers need nothing but these bytes. */
export const mountVerify = (router: Router, verify: LimitedVerify): void => {
  const handler: RequestHandler<{ certificateNo: string }> = (request, response) => {
    const answer = verify(request as Request, request.params.certificateNo)
    if (answer instanceof Promise) return answer.then(ready => send(request as Request, response, ready))
    send(request as Request, response, answer)
    return undefined
  }
  router.get(verification.verify.path, handler as RequestHandler)
}
