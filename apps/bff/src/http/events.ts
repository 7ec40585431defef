import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import type { EventsEndpoint } from '@wallet/shared/contract/endpoint'
import { fail, Failure } from '@wallet/shared/problem'
import type { Request, Response } from 'express'

/** Something that has happened, as it goes out: its name and data as the contract has them, and where a reader goes on after it. */
export interface Happening {
  readonly event: string
  /** What a browser that comes back sends as `Last-Event-ID`. */
  readonly id: string
  readonly data: unknown
}
/** What happens, for as long as the caller listens. Nothing begins before it is asked for the first of them. */
export interface EventsAnswer {
  readonly happenings: (signal: AbortSignal) => AsyncIterable<Happening>
  /** Where given, milliseconds between looks at whether the caller may still listen. */
  readonly recheckMs?: number
}
/** A call that is answered with events. */
export interface Listening {
  readonly endpoint: EventsEndpoint
  readonly request: Request
  readonly response: Response
  /** Whose line it is: so many are open to each at a time. */
  readonly caller: string
  /** Asks as if the call were made anew; throws where it would be refused now. */
  readonly askAgain: () => Promise<unknown>
}

/** Milliseconds. */
interface Pace {
  /** After which a browser that has lost us comes back. */
  readonly retryMs: number
  /** Between signs of life, so that nobody in between takes a quiet line for a dead one. */
  readonly heartbeatMs: number
  /** Between looks at whether the caller may still listen. */
  readonly recheckMs: number
  /** In which a caller has to take what has been sent. */
  readonly patienceMs: number
}
const usual: Pace = { retryMs: 3_000, heartbeatMs: 15_000, recheckMs: 3_000, patienceMs: 30_000 }
/** Lines open to one caller at a time, in this process. A browser itself opens no more than six to one host over HTTP/1.1. */
const mostLines = 8
/** Lines open to all callers together. */
const mostOfAll = 2_000

const lines = new Map<string, number>()
const openToAll = () => [...lines.values()].reduce((sum, open) => sum + open, 0)
const take = (caller: string, mostTogether: number) => {
  const open = lines.get(caller) ?? 0
  if (openToAll() >= mostTogether) fail('too_many_requests', { detail: 'Too many lines are open just now', retryAfter: 60 })
  if (open >= mostLines) fail('too_many_requests', { detail: `At most ${mostLines} lines can be open at a time: close one first`, retryAfter: 60 })
  lines.set(caller, open + 1)
}
const giveBack = (caller: string) => {
  const open = (lines.get(caller) ?? 1) - 1
  if (open > 0) lines.set(caller, open)
  else lines.delete(caller)
}

/** Aborted once the server closes, as `serve` has put it. */
const closingOf = ({ app }: Request): AbortSignal | null => {
  const signal: unknown = app.locals['closing']
  return signal instanceof AbortSignal ? signal : null
}

const written = ({ event, id, data }: Happening) => `event: ${event}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`

const isRefusal = (error: unknown) => error instanceof Failure && error.status < 500

/** Ends the line once the caller may no longer listen: signed out, or without the right to. */
const recheck = async (askAgain: Listening['askAgain'], gone: AbortController, recheckMs: number) => {
  for (;;) {
    await wait(recheckMs, undefined, { signal: gone.signal, ref: false })
    // A database that does not answer just now takes nobody's rights away.
    await askAgain().catch((error: unknown) => isRefusal(error) && gone.abort())
  }
}

const beat = async (response: Response, { signal }: AbortController, { heartbeatMs }: Pace) => {
  for (;;) {
    await wait(heartbeatMs, undefined, { signal, ref: false })
    if (!response.writableNeedDrain) response.write(': alive\n\n')
  }
}

/** Waits for a slow caller, for a while: what happens is not kept for somebody who does not take it. */
const roomIn = async (response: Response, { signal }: AbortController, { patienceMs }: Pace) => {
  const impatient = AbortSignal.timeout(patienceMs)
  await once(response, 'drain', { signal: AbortSignal.any([signal, impatient]) }).catch(() => response.destroy())
}

/** Sends what happens until the caller leaves or may no longer listen, or the server closes. */
export const sendEvents = async (listening: Listening, { happenings, recheckMs }: EventsAnswer, pace = usual, mostTogether = mostOfAll): Promise<void> => {
  const { endpoint, request, response, caller, askAgain } = listening
  take(caller, mostTogether)
  const gone = new AbortController()
  const closing = closingOf(request)
  const leave = () => gone.abort()
  const unlessGone = (error: unknown) => {
    if (!gone.signal.aborted) throw error
  }
  response.once('close', leave)
  closing?.addEventListener('abort', leave)
  try {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
    if (request.method === 'HEAD' || closing?.aborted) return
    response.write(`retry: ${pace.retryMs}\n\n`)
    for (const task of [recheck(askAgain, gone, recheckMs ?? pace.recheckMs), beat(response, gone, pace)]) task.catch(() => undefined)
    for await (const happening of happenings(gone.signal)) {
      const data: unknown = endpoint.events[happening.event]?.parse(happening.data)
      if (!response.write(written({ ...happening, data }))) await roomIn(response, gone, pace)
      if (gone.signal.aborted) return
    }
  } catch (error) {
    unlessGone(error)
  } finally {
    leave()
    closing?.removeEventListener('abort', leave)
    giveBack(caller)
    response.end()
  }
}
