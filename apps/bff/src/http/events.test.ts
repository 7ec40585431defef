import { once } from 'node:events'
import { connect, type AddressInfo } from 'node:net'
import type { Server } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { eventsEndpoint } from '@wallet/shared/contract/endpoint'
import { Failure } from '@wallet/shared/problem'
import express from 'express'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { sendEvents, type Happening } from './events.ts'
import { closeServer, serve } from './server.ts'

const endpoint = eventsEndpoint({ method: 'GET', path: '/line', access: 'anyone', summary: '', events: { said: z.object({ word: z.string() }) } })
const pace = { retryMs: 3_000, heartbeatMs: 40, recheckMs: 40, patienceMs: 100 }
const said = (word: string): Happening => ({ event: 'said', id: word, data: { word, secret: 'not declared' } })

/** Says some words, and then nothing until the caller is gone. */
async function* speak(words: Iterable<string>, signal: AbortSignal): AsyncGenerator<Happening> {
  for (const word of words) yield said(word)
  await wait(60_000, undefined, { signal, ref: false })
}

describe('a line of events', () => {
  let server: Server
  afterEach(() => closeServer(server, 0))
  /** Opens a server whose only answer is a line with these words; the answer are its address and how many lines have ended. */
  const open = async (words: Iterable<string>, askAgain: () => Promise<unknown> = async () => null) => {
    let ended = 0
    const app = express()
    app.get('/line', (request, response) => {
      const line = sendEvents({ endpoint, request, response, caller: 'somebody', askAgain }, { happenings: signal => speak(words, signal) }, pace)
      void line.finally(() => (ended += 1))
    })
    server = serve(app)
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    return { port, line: `http://127.0.0.1:${port}/line`, ended: () => ended }
  }

  it('carries what is declared and nothing else, tells when to come back, and gives signs of life', async () => {
    const { line } = await open(['one', 'two'])
    const reader = (await fetch(line)).body?.pipeThrough(new TextDecoderStream()).getReader()
    let heard = ''
    while (!heard.includes(': alive')) heard += (await reader?.read())?.value ?? ''
    expect(heard).toBe('retry: 3000\n\nevent: said\nid: one\ndata: {"word":"one"}\n\nevent: said\nid: two\ndata: {"word":"two"}\n\n: alive\n\n')
    await reader?.cancel()
  })

  it('ends when the caller leaves', async () => {
    const { line, ended } = await open(['one'])
    const leave = new AbortController()
    await fetch(line, { signal: leave.signal })
    leave.abort()
    await expect.poll(ended).toBe(1)
  })

  it('ends when the caller may no longer listen, and not when nobody can say so', async () => {
    let refusal = new Failure('unavailable')
    const { line, ended } = await open([], () => Promise.reject(refusal))
    const answer = await fetch(line)
    await wait(150)
    expect(ended()).toBe(0)
    refusal = new Failure('forbidden')
    await answer.text()
    expect(ended()).toBe(1)
  })

  it('ends at once when the server closes', async () => {
    const { line, ended } = await open([])
    const answer = await fetch(line)
    const began = performance.now()
    await Promise.all([closeServer(server, 8_000), answer.text()])
    expect([ended(), performance.now() - began < 1_000]).toEqual([1, true])
  })

  it('lets go of a caller who does not take what is sent, and keeps nothing for them', async () => {
    let made = 0
    function* endless() {
      for (;;) {
        made += 1
        yield 'x'.repeat(100_000)
      }
    }
    const { port, ended } = await open(endless())
    const socket = connect(port, '127.0.0.1').pause()
    socket.on('error', () => undefined).write('GET /line HTTP/1.1\r\nhost: x\r\n\r\n')
    await expect.poll(ended, { timeout: 5_000 }).toBe(1)
    expect(made).toBeLessThan(200)
    socket.destroy()
  })
})
