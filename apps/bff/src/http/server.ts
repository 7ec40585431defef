import { createServer, IncomingMessage, ServerResponse, type Server } from 'node:http'
import type { Express } from 'express'

type Constructor = (this: object, ...args: never[]) => void

/**
 * Express calls `Object.setPrototypeOf` on every request and response, which throws away what the engine knows of their
 * shape: it is most of what Express costs. Born with the app's own prototypes, they make that call a no-op.
 */
const bornAs = (base: unknown, prototype: object) => {
  function Message(this: object, ...args: never[]) {
    ;(base as Constructor).apply(this, args)
  }
  Message.prototype = prototype
  return Message
}

/** An HTTP server for an app, with limits on slow callers. */
export const serve = (app: Express): Server => {
  const server = createServer(
    {
      IncomingMessage: bornAs(IncomingMessage, app.request) as unknown as typeof IncomingMessage,
      ServerResponse: bornAs(ServerResponse, app.response) as unknown as typeof ServerResponse,
      requestTimeout: 30_000,
      headersTimeout: 10_000,
      keepAliveTimeout: 5_000,
      connectionsCheckingInterval: 5_000,
    },
    app,
  )
  return server
}

/** Stops taking connections, lets what was accepted finish, and gives up after `graceMs`. */
export const closeServer = async (server: Server, graceMs: number): Promise<void> => {
  const closed = new Promise<void>(resolve => server.close(() => resolve()))
  server.closeIdleConnections()
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  const impatient = setTimeout(() => server.closeAllConnections(), graceMs)
  await closed
  clearInterval(idle)
  clearTimeout(impatient)
}
