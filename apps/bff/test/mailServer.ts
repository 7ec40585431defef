import { once } from 'node:events'
import type { Socket } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** What a server was handed. */
interface Delivered {
  readonly to: string
  /** As it came: headers and body. */
  readonly source: string
}

/**
 * A real SMTP server that keeps what it is handed; addresses that begin with `gone` are unknown to it. What goes to those that begin with
 * `mute` it takes and never answers for, and after what goes to `lost…` it hangs up.
 */
export const aMailServer = async (port = 0) => {
  const delivered: Delivered[] = []
  const sockets = new Set<Socket>()
  const hangUp = () => sockets.forEach(socket => socket.destroy())
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) => {
      if (address.startsWith('gone')) return done(Object.assign(new Error('no such mailbox'), { responseCode: 550 }))
      if (address.startsWith('busy')) return done(Object.assign(new Error('try again'), { responseCode: 451 }))
      done()
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const source = Buffer.concat(chunks).toString()
        const addresses = session.envelope.rcptTo.map(({ address }) => address)
        delivered.push(...addresses.map(to => ({ to, source })))
        if (addresses.some(address => address.startsWith('lost'))) return hangUp()
        if (!addresses.some(address => address.startsWith('mute'))) done()
      })
    },
  })
  server.server.on('connection', (socket: Socket) => sockets.add(socket))
  server.listen(port, '127.0.0.1')
  await once(server.server, 'listening')
  const address = server.server.address()
  return {
    delivered,
    port: typeof address === 'object' && address ? address.port : 0,
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve())
        hangUp()
      }),
  }
}
