import { Failure } from '@wallet/shared/problem'
import type { Request, Response, Router } from 'express'
import { waitAnswer, type PageAnswer, type SendPage } from '../verification/page.ts'
import type { Verifier } from '../verification/verify.ts'
import { showShare, type OpenShare } from './open.ts'

const nothing = { verdict: null, shared: null, retryAfter: 0 }

/** A link that leads nowhere says so kindly, with a way on. */
const refusal = (error: unknown): PageAnswer => {
  if (error instanceof Failure && error.code === 'share_gone') return { ...nothing, trouble: 'shareGone', status: 410 }
  if (error instanceof Failure && error.code === 'share_not_found') return { ...nothing, trouble: 'shareNotFound', status: 404 }
  return waitAnswer(error)
}

/** `/s/<token>`: the shared certificate with its picture and the verdict of this moment, ready for link previews. */
export const mountSharePage = (router: Router, sendPage: SendPage, verifier: Verifier, open: OpenShare): void => {
  const answerTo = async (request: Request<{ token: string }>, token: string): Promise<PageAnswer> => {
    const { verdict, ...shared } = await showShare(verifier, await open(request, token))
    return { verdict, shared, trouble: null, status: 200, retryAfter: 0 }
  }
  const send = async (request: Request<{ token: string }>, response: Response) =>
    sendPage(request, response, await answerTo(request, request.params.token).catch(refusal))
  router.get('/s/:token', (request, response) => send(request, response))
}
