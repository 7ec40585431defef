import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Answered, Asked, Contract, Endpoint, EventsEndpoint, FileEndpoint, JsonEndpoint } from '@wallet/shared/contract/endpoint'
import { fail, type Reason } from '@wallet/shared/problem'
import type { Request, RequestHandler, Response, Router } from 'express'
import type { z } from 'zod'
import { brotliOf } from './compress.ts'
import { sendEvents, type EventsAnswer } from './events.ts'
import { admit, type Guard, type SignedIn } from './guard.ts'
import { addressOf } from './limits.ts'
import { seenTags } from './ready.ts'

/** A success with another status than the contract's first. */
export class Answer<T> {
  readonly status: number
  readonly value: T
  constructor(status: number, value: T) {
    this.status = status
    this.value = value
  }
}

/** A file that is read as far as a caller asks for it, as players of videos do. */
interface Stretches {
  readonly size: number
  /** From one byte to another, both included. */
  readonly stretch: (from: number, to: number) => Promise<Readable>
}

/** A file on its way out: whole, or as it is made (`size` null: nobody knows yet how long it will be), or in parts. */
export type FileAnswer = ({ readonly bytes: Buffer | string } | { readonly stream: Readable; readonly size: number | null } | Stretches) & {
  /** Strong validator, quoted; a caller that has it gets 304. */
  readonly etag?: string
  /** Where given, the browser saves it under this name. */
  readonly downloadAs?: string | undefined
  readonly headers?: Readonly<Record<string, string>>
}

/** What a handler gets: the parsed request, who calls, and the raw pair for cookies. */
export type Call<E extends Endpoint> = Asked<E> & {
  readonly me: E['access'] extends 'anyone' ? null : SignedIn
  readonly idempotencyKey: string | null
  readonly request: Request
  readonly response: Response
}
type Handler<E extends Endpoint> = E extends FileEndpoint
  ? (call: Call<E>) => Promise<FileAnswer> | FileAnswer
  : E extends EventsEndpoint
    ? (call: Call<E>) => Promise<EventsAnswer> | EventsAnswer
    : (call: Call<E>) => Promise<Answered<E> | Answer<Answered<E>>> | Answered<E> | Answer<Answered<E>>
export type Handlers<C extends Contract> = { readonly [Name in keyof C]: Handler<C[Name]> }

const unknownKeys = (issues: readonly z.core.$ZodIssue[]) =>
  issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 0), 0)
/** Of what something may be, that which it looks like most: what is wrong with it as that is what helps. */
const closest = (branches: readonly (readonly z.core.$ZodIssue[])[]) =>
  branches.toSorted((one, other) => unknownKeys(one) - unknownKeys(other) || one.length - other.length)[0] ?? []

/** What a rule of ours says of itself beside its message: a code, to be said in other words, and what these name. */
const particulars = ['code', 'what', 'allowed']
const particularsOf = (issue: z.core.$ZodIssue): Pick<Reason, 'code' | 'what' | 'allowed'> =>
  issue.code === 'custom'
    ? Object.fromEntries(Object.entries(issue.params ?? {}).filter(([name, value]) => particulars.includes(name) && typeof value === 'string'))
    : {}

export const reasonsOf = (issues: readonly z.core.$ZodIssue[], within: readonly PropertyKey[] = []): Reason[] =>
  issues.flatMap(issue => {
    const at = [...within, ...issue.path]
    const branch = issue.code === 'invalid_union' ? closest(issue.errors) : []
    if (branch.length > 0) return reasonsOf(branch, at)
    return issue.code === 'unrecognized_keys'
      ? issue.keys.map(key => ({ path: [...at, key].join('.'), message: 'is not known here' }))
      : [{ path: at.join('.'), message: issue.message, ...particularsOf(issue) }]
  })

const parse = (schema: z.ZodType | undefined, value: unknown, reasons: Reason[]): unknown => {
  if (!schema) return undefined
  const result = schema.safeParse(value)
  if (!result.success) reasons.push(...reasonsOf(result.error.issues))
  return result.data
}

const parseRequest = (endpoint: Endpoint, request: Request) => {
  const params = endpoint.params?.safeParse(request.params)
  if (params && !params.success) fail('not_found')
  if (endpoint.body && !request.is('application/json')) fail('unsupported_media_type')
  const reasons: Reason[] = []
  const query = parse(endpoint.query, request.query, reasons)
  const body = parse(endpoint.body, request.body, reasons)
  if (reasons.length > 0) fail('invalid_request', { errors: reasons })
  return { params: params?.data, query, body }
}

const idempotencyKeyOf = (endpoint: Endpoint, request: Request): string | null => {
  const key = request.get('idempotency-key')
  if (!endpoint.idempotent || key === undefined) return null
  return /^[\x21-\x7e]{1,128}$/.test(key)
    ? key
    : fail('invalid_request', { errors: [{ path: 'Idempotency-Key', message: 'has to be 1 to 128 printable ASCII characters' }] })
}

const sendJson = (endpoint: JsonEndpoint, response: Response, answer: unknown) => {
  const { status, value } = answer instanceof Answer ? answer : new Answer(endpoint.status[0], answer)
  response.setHeader('cache-control', 'no-store')
  if (status === 204) return response.status(204).end()
  const text = JSON.stringify(endpoint.returns.parse(value))
  response.statusCode = status
  response.setHeader('content-type', 'application/json; charset=utf-8')
  response.end(text)
}

const isText = (contentType: string) => /^text\/|json|svg/.test(contentType)

/** Names of our own are quoted; what somebody else has named is said in both forms that browsers know. */
const nameDownload = (response: Response, name: string) => {
  if (/^[\w.-]+$/.test(name)) response.setHeader('content-disposition', `attachment; filename="${name}"`)
  else response.attachment(name)
}

const sendFile = async (endpoint: FileEndpoint, request: Request, response: Response, answer: FileAnswer) => {
  const { etag, downloadAs, headers } = answer
  if (downloadAs !== undefined) nameDownload(response, downloadAs)
  for (const [name, value] of Object.entries({ 'content-type': endpoint.contentType, 'cache-control': 'private, no-cache', ...headers }))
    response.setHeader(name, value)
  if (etag !== undefined) response.setHeader('etag', etag)
  const mayPack = isText(endpoint.contentType)
  if (mayPack) response.vary('accept-encoding')
  if ('stream' in answer) return sendStream(request, response, answer)
  if (etag !== undefined && seenTags(request.get('if-none-match')).includes(etag)) return void response.status(304).end()
  if ('stretch' in answer) return sendPart(request, response, answer, etag)
  const brotli = mayPack && request.acceptsEncodings('br') ? await brotliOf(answer.bytes, etag) : null
  if (brotli) response.setHeader('content-encoding', 'br')
  const bytes = brotli ?? answer.bytes
  response.setHeader('content-length', Buffer.byteLength(bytes))
  response.end(bytes)
}

/** One part of it, where the caller asks for one that is there and still has the same file (`If-Range`); else the whole. */
const sendPart = async (request: Request, response: Response, { size, stretch }: Stretches, etag: string | undefined) => {
  response.setHeader('accept-ranges', 'bytes')
  const asked = request.range(size, { combine: true })
  const isSame = request.get('if-range') === undefined || request.get('if-range') === etag
  const part = Array.isArray(asked) && asked.type === 'bytes' && asked.length === 1 && isSame ? asked[0] : undefined
  if (asked === -1 && isSame) {
    response.setHeader('content-range', `bytes */${size}`)
    return void response.status(416).end()
  }
  const { start, end } = part ?? { start: 0, end: size - 1 }
  const stream = request.method === 'HEAD' || size === 0 ? Readable.from([]) : await stretch(start, end)
  if (part) response.status(206).setHeader('content-range', `bytes ${start}-${end}/${size}`)
  await sendStream(request, response, { stream, size: end + 1 - start })
}

/** Sends it as fast as the caller takes it. An error breaks the connection off, so that what was sent does not look whole. */
const sendStream = async (request: Request, response: Response, { stream, size }: { readonly stream: Readable; readonly size: number | null }) => {
  if (size !== null) response.setHeader('content-length', size)
  if (request.method === 'HEAD') {
    stream.destroy()
    return void response.end()
  }
  await pipeline(stream, response).catch((error: unknown) => {
    const hasLeft = error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE'
    if (!hasLeft) throw error
  })
}

const handle =
  (endpoint: Endpoint, handler: (call: never) => unknown, guard: Guard): RequestHandler =>
  async (request, response) => {
    const me = await admit(request, endpoint, guard)
    const call = { ...parseRequest(endpoint, request), me, idempotencyKey: idempotencyKeyOf(endpoint, request), request, response }
    const answer = await handler(call as never)
    if (endpoint.kind === 'json') return sendJson(endpoint, response, answer)
    if (endpoint.kind === 'file') return sendFile(endpoint, request, response, answer as FileAnswer)
    const askAgain = async () => handler({ ...call, me: await admit(request, endpoint, guard) } as never)
    await sendEvents({ endpoint, request, response, caller: me ? `person:${me.userId}` : addressOf(request), askAgain }, answer as EventsAnswer)
  }

/** Fixed paths before those with parameters, so that `/certificates/summary` is not taken for a number. */
const fixedFirst = ([, a]: [string, Endpoint], [, b]: [string, Endpoint]) => Number(a.path.includes(':')) - Number(b.path.includes(':'))

/** Puts a part of the contract on a router: parse what comes in, call the handler, parse what goes out. */
export const mount = <C extends Contract>(router: Router, contract: C, handlers: Handlers<C>, guard: Guard): void => {
  const lines = Object.entries<Endpoint>(contract).toSorted(fixedFirst)
  for (const [name, endpoint] of lines) {
    const method = endpoint.method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete'
    router[method](endpoint.path, handle(endpoint, handlers[name] as (call: never) => unknown, guard))
  }
}

/** After everything is mounted: a known path with another method is 405, and says which it takes. */
export const refuseOtherMethods = (router: Router, contracts: readonly Contract[]): void => {
  const methods = new Map<string, Set<string>>()
  for (const { path, method } of contracts.flatMap(contract => Object.values(contract))) methods.set(path, (methods.get(path) ?? new Set()).add(method))
  for (const [path, allowed] of [...methods].toSorted(([a], [b]) => Number(a.includes(':')) - Number(b.includes(':'))))
    router.all(path, (_request, response) => {
      response.setHeader('allow', [...allowed].join(', '))
      fail('method_not_allowed')
    })
}
