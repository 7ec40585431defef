import { once } from 'node:events'
import { connect, type AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import express from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hurry } from './hurry.ts'
import { closeServer, serve } from './server.ts'

describe('a caller who is slow to say what they want', () => {
  const app = express()
  app.use(hurry(new Set(['/file']), 150), express.text(), (request, response) => void response.end(String(request.body)))
  const server = serve(app)
  beforeAll(async () => {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
  })
  afterAll(() => closeServer(server, 0))
  const say = async (path: string) => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
    const heard = text(socket).catch(() => '')
    socket.write(`POST ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: text/plain\r\ncontent-length: 2\r\n\r\na`)
    await new Promise(resolve => setTimeout(resolve, 400))
    if (socket.writable) socket.write('b')
    return heard
  }

  it('is not waited for', async () => expect(await say('/words')).toBe(''))
  it('is waited for where files are taken', async () => expect(await say('/file')).toMatch(/^HTTP\/1\.1 200 [^]*ab$/))
})
