import { setMaxListeners } from 'node:events'
import { createServer, IncomingMessage, ServerResponse, type Server } from 'node:http'
import type { Express, Request, Response } from 'express'

/**
 * Answers a request ahead of the app, or says that it is not for it: what is asked most does not pay for what it does not
 * need. `toApp` hands over a request that could not be answered after all.
 */
export type Lane = (request: Request, response: Response, toApp: () => void) => boolean

/** Everything that Express gives its requests or responses, put on a class of our own. */
const adopt = (own: object, express: object) => {
  Object.defineProperties(own, Object.getOwnPropertyDescriptors(Object.getPrototypeOf(express)))
  Object.defineProperties(own, Object.getOwnPropertyDescriptors(express))
}

/**
 * Express calls `Object.setPrototypeOf` on every request and response, which throws away what the engine knows of their
 * shape: it is most of what Express costs. Born with the app's own prototypes, they make that call a no-op.
 */
const bornForExpress = (app: Express) => {
  class AppRequest extends IncomingMessage {}
  class AppResponse extends ServerResponse {}
  adopt(AppRequest.prototype, app.request)
  adopt(AppResponse.prototype, app.response)
  Object.assign(app, { request: AppRequest.prototype, response: AppResponse.prototype })
  return { IncomingMessage: AppRequest, ServerResponse: AppResponse }
}

/** What would answer for ever ends once this is aborted. */
const closings = new WeakMap<Server, AbortController>()

/** A film takes its time on a slow line; who may not is broken off with earlier, by `hurry`. */
const limits = { requestTimeout: 600_000, headersTimeout: 10_000, keepAliveTimeout: 5_000, connectionsCheckingInterval: 5_000 }

/** What the app does not answer is not there, or failed in the middle of an answer. Express itself would print that, with all that stands in it. */
const giveUp = (response: ServerResponse) => (response.headersSent ? response.destroy() : response.writeHead(404).end())

/** An HTTP server for an app, with limits on slow callers; what the lane answers does not reach the app. */
export const serve = (app: Express, lane: Lane = () => false): Server => {
  const server = createServer({ ...bornForExpress(app), ...limits }, (request, response) => {
    const toApp = () => app(request as Request, response as Response, () => giveUp(response))
    if (!lane(request as Request, response as Response, toApp)) toApp()
  })
  const closing = new AbortController()
  setMaxListeners(0, closing.signal)
  closings.set(server, closing)
  app.locals['closing'] = closing.signal
  return server
}

/** Stops taking connections, ends what would answer for ever, lets all else that was accepted finish, and gives up after `graceMs`. */
export const closeServer = async (server: Server, graceMs: number): Promise<void> => {
  const closed = new Promise<void>(resolve => server.close(() => resolve()))
  closings.get(server)?.abort()
  server.closeIdleConnections()
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  const impatient = setTimeout(() => server.closeAllConnections(), graceMs)
  await closed
  clearInterval(idle)
  clearTimeout(impatient)
}
