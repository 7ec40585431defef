import type { RequestHandler } from 'express'
import { pino, stdSerializers, type DestinationStream, type Logger } from 'pino'
import { BaseError, DatabaseError } from 'sequelize'

const secrets = ['password', 'token', 'secret', 'cookie', 'authorization', 'fullName', 'holderName', 'email']
/** At the top of a line and one level below: deeper nothing of ours is logged. */
const redacted = [...secrets, ...secrets.map(name => `*.${name}`), 'req', 'request', 'res', 'response', 'body', 'headers']

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '')

/** A database's message repeats what was typed: of those, only kind, code and place are logged. */
const withoutValues = (error: unknown): unknown => {
  if (!(error instanceof BaseError)) return error instanceof Error ? plainly(error) : error
  const at = (error.stack ?? '').split('\n').filter(frame => /^\s+at /.test(frame))
  return { type: error.name, code: codeOf(error instanceof DatabaseError ? error.original : error), stack: at.join('\n') }
}
/** Kind, message and place; whatever else hangs on an error (a request, a letter, a row) stays where it is. */
const plainly = (error: Error) => {
  const { type, message, stack } = stdSerializers.err(error)
  return { type, message, stack, ...(codeOf(error) && { code: codeOf(error) }) }
}

/** The one log of a process: lines of JSON, without what anybody typed. */
export const createLog = (level: string, destination?: DestinationStream): Logger =>
  pino({ level, redact: { paths: redacted, remove: true }, serializers: { err: withoutValues } }, ...(destination ? [destination] : []))

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
