import type { Api } from '@wallet/shared/api'
import { createClient, ProblemError, urlOf, type Client, type Incoming, type Outgoing, type Route, type Send } from '@wallet/shared/contract/client'
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
const filePatienceMs = 120_000

/** Requests under way belong to whoever is signed in: when they leave, no answer may arrive any more. */
let underWay = new AbortController()
export const abandonRequests = (): void => {
  underWay.abort()
  underWay = new AbortController()
}

/** Sends, and reads what comes back; both together may take so long. */
const reach = async <T>(
  { method, url, headers, body }: Outgoing,
  read: (response: Response) => Promise<T>,
  { patience = patienceMs, wanted, ...more }: { readonly patience?: number; readonly wanted?: AbortSignal } & Pick<RequestInit, 'keepalive'> = {},
): Promise<T> => {
  const stop = new AbortController()
  const give = () => stop.abort()
  const { signal } = underWay
  const timer = setTimeout(give, patience)
  signal.addEventListener('abort', give)
  wanted?.addEventListener('abort', give)
  try {
    const response = await fetch(url, { method, headers, body: body ?? null, credentials: 'same-origin', signal: stop.signal, ...more })
    setByAnswer(response.headers.get('date'), Date.now())
    return await read(response)
  } catch (cause) {
    if (cause instanceof ProblemError) throw cause
    throw new OfflineError('the server could not be reached', { cause })
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', give)
    wanted?.removeEventListener('abort', give)
  }
}

const isProblem = (json: unknown): json is Problem => typeof json === 'object' && json !== null && 'code' in json

/** A gateway may answer instead of the server, with a page of its own. */
const problemOf = (status: number, json: unknown): Problem =>
  isProblem(json) ? json : { type: 'about:blank', title: '', status, code: [502, 503, 504].includes(status) ? 'unavailable' : 'internal', requestId: '' }

const parsed = (text: string): unknown => {
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
const jsonOf = async (response: Response): Promise<unknown> => parsed(await response.text())

/** Why the server said no. */
export const refusalOf = (status: number, text: string): Problem => {
  const problem = problemOf(status, parsed(text))
  if (problem.code === 'not_signed_in') sessionLost.dispatchEvent(new Event('lost'))
  return problem
}
const refusal = async (response: Response): Promise<Problem> => refusalOf(response.status, await response.text())

const sendBy =
  (more: Pick<RequestInit, 'keepalive'>) =>
  (request: Outgoing): Promise<Incoming> =>
    reach(request, async response => ({ status: response.status, json: response.ok ? await jsonOf(response) : await refusal(response) }), more)

const others = async () => {
  const { routes: all } = await import('virtual:routes/others').catch((cause: unknown) => {
    throw new OfflineError('the server could not be reached', { cause })
  })
  return all
}

/** Where a call goes. */
export const routeOf = async <Noun extends keyof Api>(noun: Noun, name: keyof Api[Noun] & string): Promise<Route> => {
  const found = (routes[noun] ?? (await others())[noun])?.[name]
  if (!found) throw new Error(`the contract has no ${noun}.${name}`)
  return found
}

type Calls = Readonly<Record<string, (wanted: unknown) => unknown>>

/** A noun whose calls are looked up when one of them is made. */
const calledLater = (noun: string, send: Send) =>
  new Proxy<Calls>(
    {},
    {
      get: (_, name: string) => async (wanted: unknown) => {
        const client = createClient(await others(), send) as unknown as Readonly<Record<string, Calls>>
        return client[noun]?.[name]?.(wanted)
      },
    },
  )

/** All nouns: those of every day as they are, others as they are asked for. */
const clientBy = (send: Send): Client<Api> =>
  new Proxy<object>(createClient(routes, send), {
    get: (everyday, noun: string) => Reflect.get(everyday, noun) ?? calledLater(noun, send),
  }) as Client<Api>

/** The contract as functions. A refusal is thrown as `ProblemError`, no network as `OfflineError`. */
export const api = clientBy(sendBy({}))

/** The same for what is said while the page is left: the browser lets the request outlive it. */
export const parting = clientBy(sendBy({ keepalive: true }))

const fileIn = async (response: Response): Promise<Blob> => {
  if (!response.ok) throw new ProblemError(await refusal(response))
  return response.blob()
}

/** Fetches a file from an address of ours, e.g. a certificate's `pdfUrl`. Refusals as in `api`. */
export const fetchFile = (url: string): Promise<Blob> => reach({ method: 'GET', url, headers: {}, body: undefined }, fileIn, { patience: filePatienceMs })

/** Has a file made without fetching it, so that fetching it later is quick. */
export const prepareFile = async (url: string): Promise<void> => {
  const isReady = await reach({ method: 'HEAD', url, headers: {}, body: undefined }, async response => response.ok, { patience: filePatienceMs })
  // Such an answer has no words: why not is asked again.
  if (!isReady) await fetchFile(url)
}

type Pictures = {
  readonly [Noun in keyof Api]: { readonly [Name in keyof Api[Noun] as Api[Noun][Name] extends { kind: 'file'; method: 'POST' } ? Name : never]: unknown }
}

/** Asks for a picture that is drawn from a body, e.g. `drawn('certificates', 'preview', order)`, as long as it is `wanted`. Refusals as in `api`. */
export const drawn = async <Noun extends keyof Api>(
  noun: Noun,
  name: keyof Pictures[Noun] & keyof Api[Noun] & string,
  body: unknown,
  params: Readonly<Record<string, string>> = {},
  wanted?: AbortSignal,
): Promise<Blob> => {
  const { method, path } = await routeOf(noun, name)
  return reach(
    { method, url: urlOf(path, params), headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
    fileIn,
    wanted ? { wanted } : {},
  )
}
