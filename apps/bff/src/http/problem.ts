import { randomUUID } from 'node:crypto'
import { Failure, problems, type Problem } from '@wallet/shared/problem'
import type { ErrorRequestHandler } from 'express'
import type { Logger } from 'pino'
import { ConnectionError, DatabaseError } from 'sequelize'

const causeOf = (error: unknown) => (error instanceof DatabaseError ? error.original : error)
const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '')
const lostConnection = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'PROTOCOL_CONNECTION_LOST',
  'SQLITE_BUSY',
  'ER_SERVER_SHUTDOWN',
  'ER_CON_COUNT_ERROR',
  'ER_LOCK_WAIT_TIMEOUT',
  'ER_LOCK_DEADLOCK',
])
const noRoom = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL', 'ER_DISK_FULL', 'ER_RECORD_FILE_FULL'])

/** What Express and its body parser throw, by their `type`. */
const requestErrors: Record<string, Failure> = {
  'entity.too.large': new Failure('payload_too_large'),
  'entity.parse.failed': new Failure('malformed_json'),
  'charset.unsupported': new Failure('unsupported_media_type'),
  'encoding.unsupported': new Failure('unsupported_media_type'),
}

/** Any thrown thing as one of the ways in which the product says no. */
export const failureOf = (error: unknown): Failure => {
  if (error instanceof Failure) return error
  const cause = causeOf(error)
  if (error instanceof ConnectionError || lostConnection.has(codeOf(cause))) return new Failure('unavailable', { retryAfter: 2 })
  if (noRoom.has(codeOf(cause))) return new Failure('storage_full')
  const known = error instanceof Error && 'type' in error && typeof error.type === 'string' ? requestErrors[error.type] : undefined
  if (known) return known
  if (error instanceof Error && 'status' in error && Number(error.status) >= 400 && Number(error.status) < 500) return new Failure('bad_request')
  return new Failure('internal')
}

const bodyOf = ({ code, status, details }: Failure, requestId: string): Problem => {
  const { detail, errors, retryAfter, attemptsLeft } = details
  return {
    type: `urn:problem:${code.replaceAll('_', '-')}`,
    title: problems[code][1],
    status,
    code,
    ...(detail !== undefined && { detail }),
    ...(errors && { errors: [...errors] }),
    requestId,
    ...(retryAfter !== undefined && { retryAfter }),
    ...(attemptsLeft !== undefined && { attemptsLeft }),
  }
}

/** Which line of the contract it was: an address itself may hold what nobody should read, such as the token of a link. */
const routeOf = ({ route }: { route?: { path?: unknown } }) => (typeof route?.path === 'string' ? route.path : undefined)

/** The one place that turns a thrown thing into problem+json. What is unknown is logged whole and shown blank. */
export const answerProblem =
  (log: Logger): ErrorRequestHandler =>
  (error: unknown, request, response, next) => {
    const failure = failureOf(error)
    const requestId = String(response.getHeader('x-request-id') ?? randomUUID())
    if (failure.status >= 500) log.error({ err: error, requestId, method: request.method, route: routeOf(request) }, failure.code)
    // In the middle of an answer there is only one way left to say so: Express breaks the connection off.
    if (response.headersSent) return next(error)
    response.setHeader('x-request-id', requestId)
    response.setHeader('x-content-type-options', 'nosniff')
    if (failure.details.retryAfter !== undefined) response.setHeader('retry-after', String(failure.details.retryAfter))
    response.setHeader('cache-control', 'no-store')
    response.setHeader('content-type', 'application/problem+json; charset=utf-8')
    response.status(failure.status).end(JSON.stringify(bodyOf(failure, requestId)))
  }
