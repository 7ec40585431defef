import { once } from 'node:events'
import { connect } from 'node:net'

export interface Load {
  readonly port: number
  /** The path of the n-th request. */
  readonly path: (n: number) => string
  readonly seconds: number
}

const connections = 16

/**
 * How many answers come over kept-alive loopback connections, each asking again as soon as it is answered. Written on raw
 * sockets, so that the caller costs less than the server it measures. Any status but 200 ends the measurement.
 */
export const countAnswers = async ({ port, path, seconds }: Load): Promise<number> => {
  const until = performance.now() + seconds * 1000
  const next = counter()
  const counts = await Promise.all(Array.from({ length: connections }, () => askUntil(until, port, () => path(next()))))
  return counts.reduce((all, one) => all + one, 0)
}

const counter = () => {
  let n = 0
  return () => n++
}

const askUntil = async (until: number, port: number, path: () => string) => {
  const socket = connect(port, '127.0.0.1').setNoDelay().setEncoding('latin1')
  await once(socket, 'connect')
  let answered = 0
  let received = ''
  const ask = () => socket.write(`GET ${path()} HTTP/1.1\r\nHost: localhost:${port}\r\nAccept: application/json\r\n\r\n`)
  const done = new Promise<void>((resolve, reject) => {
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('the server closed the connection')))
    socket.on('data', (chunk: string) => {
      received += chunk
      if (!isWhole(received)) return
      if (!received.startsWith('HTTP/1.1 200')) return reject(new Error(`answered ${received.slice(0, 200)}`))
      received = ''
      answered++
      if (performance.now() < until) ask()
      else resolve()
    })
  })
  ask()
  await done.finally(() => socket.removeAllListeners('close').destroy())
  return answered
}

const isWhole = (answer: string) => {
  const head = answer.indexOf('\r\n\r\n')
  if (head < 0) return false
  const length = /\r\ncontent-length: (\d+)/i.exec(answer.slice(0, head))?.[1]
  return length === undefined ? answer.endsWith('\r\n0\r\n\r\n') : answer.length >= head + 4 + Number(length)
}
