import type { EventsEndpoint } from '@wallet/shared/contract/endpoint'
import type { Response } from 'express'

/** Something that has happened, as it goes out: its name and data as the contract has them, and where a reader goes on after it. */
export interface Happening {
  readonly event: string
  readonly id: number
  readonly data: unknown
}
/** What happens, for as long as the caller listens. */
export interface EventsAnswer {
  readonly happenings: (signal: AbortSignal) => AsyncIterable<Happening>
}

/** Milliseconds after which a browser that has lost us comes back. */
const retryMs = 3_000
/** Milliseconds between signs of life, so that nobody in between takes a quiet line for a dead one. */
const heartbeatMs = 15_000

const written = ({ event, id, data }: Happening) => `event: ${event}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`

/** Sends what happens until the caller leaves; waits where the caller is slow. */
export const sendEvents = async ({ events }: EventsEndpoint, response: Response, { happenings }: EventsAnswer): Promise<void> => {
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
  response.write(`retry: ${retryMs}\n\n`)
  const heart = setInterval(() => void response.write(': alive\n\n'), heartbeatMs)
  try {
    for await (const happening of happenings(gone.signal)) {
      const data: unknown = events[happening.event]?.parse(happening.data)
      const hasRoom = response.write(written({ ...happening, data }))
      if (!hasRoom) await new Promise(resolve => void response.once('drain', resolve).once('close', resolve))
    }
  } finally {
    clearInterval(heart)
    response.end()
  }
}
