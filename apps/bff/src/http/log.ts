import type { RequestHandler } from 'express'
import type { Logger } from 'pino'

/** One line a request at level info: what was asked and how it ended. No query, no body, no headers: nothing personal. */
export const logRequests = (log: Logger): RequestHandler => {
  if (!log.isLevelEnabled('info')) return (_request, _response, next) => next()
  return (request, response, next) => {
    const startedAt = performance.now()
    response.once('close', () => {
      const route: unknown = request.route?.path
      log.info(
        {
          requestId: response.getHeader('x-request-id'),
          method: request.method,
          route: typeof route === 'string' ? route : undefined,
          status: response.statusCode,
          ms: Math.round(performance.now() - startedAt),
        },
        'request',
      )
    })
    next()
  }
}
