import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { DeliveryTrouble } from '@wallet/shared/webhooks/topic'
import { isOpenUrl, publicLookup, type Resolve } from './address.ts'

/** What came of a try. */
export interface Outcome {
  readonly status: number | null
  readonly trouble: DeliveryTrouble | null
  readonly milliseconds: number
}
export interface Posting {
  readonly allowsPrivate: boolean
  readonly timeoutMs: number
  /** Where given, instead of the system's. */
  readonly resolve?: Resolve | undefined
}

/** More of an answer is not read. */
const mostBytes = 1_024

const troubleOf = (error: unknown): DeliveryTrouble => {
  const { code, name } = error as { code?: unknown; name?: unknown }
  if (code === 'EPRIVATE') return 'private'
  return name === 'TimeoutError' || name === 'AbortError' ? 'timeout' : 'unreachable'
}
const troubleWith = (status: number): DeliveryTrouble | null => {
  if (status >= 200 && status < 300) return null
  if (status === 410) return 'gone'
  return status >= 300 && status < 400 ? 'redirected' : 'status'
}

const send = (url: string, headers: Readonly<Record<string, string>>, body: string, { allowsPrivate, timeoutMs, resolve }: Posting): Promise<number> =>
  new Promise((answered, failed) => {
    const begin = url.startsWith('https:') ? requestHttps : requestHttp
    const lookup = allowsPrivate ? {} : { lookup: publicLookup(resolve) }
    // A connection of its own: none that was made to another address before is used again.
    const options = {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      agent: false,
      signal: AbortSignal.timeout(timeoutMs),
      ...lookup,
    }
    const outgoing = begin(url, options, response => {
      let read = 0
      const { statusCode = 0 } = response
      response.on('data', (bytes: Buffer) => {
        read += bytes.length
        if (read <= mostBytes) return
        response.destroy()
        answered(statusCode)
      })
      response.on('end', () => answered(statusCode))
      response.on('error', failed)
    })
    outgoing.on('error', failed)
    outgoing.end(body)
  })

/** Sends something once, in so much time, to nobody in a private network, and follows no redirection. */
export const post = async (url: string, headers: Readonly<Record<string, string>>, body: string, posting: Posting): Promise<Outcome> => {
  const began = performance.now()
  const after = (status: number | null, trouble: DeliveryTrouble | null): Outcome => ({ status, trouble, milliseconds: Math.round(performance.now() - began) })
  if (!isOpenUrl(url, posting.allowsPrivate)) return after(null, 'private')
  try {
    const status = await send(url, headers, body, posting)
    return after(status, troubleWith(status))
  } catch (error) {
    return after(null, troubleOf(error))
  }
}
