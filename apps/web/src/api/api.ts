import type { Api } from '@wallet/shared/api'
import { createClient, ProblemError, urlOf, type Incoming, type Outgoing } from '@wallet/shared/contract/client'
import type { Problem } from '@wallet/shared/problem'
import { routes } from 'virtual:routes'
import { setByAnswer } from './clock.ts'

export { ProblemError }

/** The request did not reach the server, or no answer came back in time. */
export class OfflineError extends Error {
  override readonly name = 'OfflineError'
}

/** Tells that the server no longer knows who is asking: a `lost` event. */
export const sessionLost = new EventTarget()

const patienceMs = 20_000

const reach = async ({ method, url, headers, body }: Outgoing): Promise<Response> => {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), patienceMs)
  try {
    const response = await fetch(url, { method, headers, body: body ?? null, credentials: 'same-origin', signal: stop.signal })
    setByAnswer(response.headers.get('date'), Date.now())
    return response
  } catch (cause) {
    throw new OfflineError('the server could not be reached', { cause })
  } finally {
    clearTimeout(timer)
  }
}

const isProblem = (json: unknown): json is Problem => typeof json === 'object' && json !== null && 'code' in json

/** A gateway may answer instead of the server, with a page of its own. */
const problemOf = (status: number, json: unknown): Problem =>
  isProblem(json) ? json : { type: 'about:blank', title: '', status, code: [502, 503, 504].includes(status) ? 'unavailable' : 'internal', requestId: '' }

const jsonOf = async (response: Response): Promise<unknown> => {
  const text = await response.text()
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

const refusal = async (response: Response): Promise<Problem> => {
  const problem = problemOf(response.status, await jsonOf(response))
  if (problem.code === 'not_signed_in') sessionLost.dispatchEvent(new Event('lost'))
  return problem
}

const send = async (request: Outgoing): Promise<Incoming> => {
  const response = await reach(request)
  return { status: response.status, json: response.ok ? await jsonOf(response) : await refusal(response) }
}

/** The contract as functions. A refusal is thrown as `ProblemError`, no network as `OfflineError`. */
export const api = createClient<Api>(routes, send)

/** Fetches a file from an address of ours, e.g. a certificate's `pdfUrl`. Refusals as in `api`. */
export const fetchFile = async (url: string): Promise<Blob> => fileIn(await reach({ method: 'GET', url, headers: {}, body: undefined }))

/** Has a file made without fetching it, so that fetching it later is quick. */
export const prepareFile = async (url: string): Promise<void> => {
  const response = await reach({ method: 'HEAD', url, headers: {}, body: undefined })
  if (!response.ok) throw new ProblemError(await refusal(response))
}

const fileIn = async (response: Response): Promise<Blob> => {
  if (!response.ok) throw new ProblemError(await refusal(response))
  return response.blob()
}

type Pictures = {
  readonly [Noun in keyof Api]: { readonly [Name in keyof Api[Noun] as Api[Noun][Name] extends { kind: 'file'; method: 'POST' } ? Name : never]: unknown }
}

/** Asks for a picture that is drawn from a body, e.g. `drawn('certificates', 'preview', order)`. Refusals as in `api`. */
export const drawn = async <Noun extends keyof Api>(noun: Noun, name: keyof Pictures[Noun] & keyof Api[Noun], body: unknown): Promise<Blob> => {
  const { method, path } = routes[noun][name]
  return fileIn(await reach({ method, url: urlOf(path), headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }))
}
