import { fail } from '@wallet/shared/problem'
import type { Request, Response, Router } from 'express'
import { verification } from '@wallet/shared/verification/contract'
import type { Deps } from '../deps.ts'
import { addressOf, AddressLimit } from '../http/limits.ts'
import type { Lane } from '../http/server.ts'
import type { ReadyVerdict, Verifier } from './verify.ts'

/** How the public asks for a verdict, with a limit on numbers that do not exist. */
export interface PublicVerify {
  /** The verdict, at once where it needs no query; null: this address has to wait. */
  readonly attempt: (request: Request, asked: string) => ReadyVerdict | Promise<ReadyVerdict> | null
  /** The same, refused with `too_many_requests` where the address has to wait. */
  readonly ask: (request: Request, asked: string) => Promise<ReadyVerdict>
}

export const publicVerify = ({ clock, config }: Pick<Deps, 'clock' | 'config'>, verifier: Verifier): PublicVerify => {
  const misses = new AddressLimit(config.verifyMissesPerMinute)
  const look = async (address: string, asked: string) => {
    // Counted ahead, so that many at once all count; taken back where the number exists.
    misses.count(address, clock.now().getTime())
    const ready = await verifier.look(asked)
    if (ready.verdict.outcome !== 'notFound') misses.takeBack(address)
    return ready
  }
  const waitOf = (request: Request) => misses.waitOf(addressOf(request), clock.now().getTime())
  const attempt: PublicVerify['attempt'] = (request, asked) => verifier.know(asked) ?? (waitOf(request) > 0 ? null : look(addressOf(request), asked))
  return { attempt, ask: async (request, asked) => (await attempt(request, asked)) ?? fail('too_many_requests', { retryAfter: waitOf(request) }) }
}

const send = (request: Request, response: Response, { binary, etag, headers }: ReadyVerdict) => {
  if (request.headers['if-none-match'] === etag) response.writeHead(304, { etag, 'cache-control': 'no-cache' }).end()
  else response.writeHead(200, headers).end(binary, 'latin1')
}

const [beginning = ''] = verification.verify.path.split(':')

/** Verdicts ahead of everything else: most callers need nothing but these bytes. What has to be refused goes to the app. */
export const verifyLane =
  ({ attempt }: PublicVerify): Lane =>
  (request, response, toApp) => {
    const { method, url } = request
    const asked = method === 'GET' && url.startsWith(beginning) ? url.slice(beginning.length) : ''
    const answer = /^[\w-]{1,64}$/.test(asked) ? attempt(request, asked) : null
    if (answer instanceof Promise) void answer.then(ready => send(request, response, ready), toApp)
    else if (answer) send(request, response, answer)
    return answer !== null
  }

/** The public answer as JSON. */
export const mountVerify = (router: Router, { ask }: PublicVerify): void => {
  const answer = async (request: Request, response: Response) => send(request, response, await ask(request, String(request.params['certificateNo'])))
  router.get(verification.verify.path, (request, response) => answer(request, response))
}
