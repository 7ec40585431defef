import type { z } from 'zod'
import type { Access } from '../people/role.ts'
import type { ProblemCode } from '../problem.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** What every line of the contract says, whatever it answers with. */
interface Line {
  readonly method: Method
  /** Path from the origin; parameters as `:name`. */
  readonly path: `/${string}`
  /** Who may call it. It stands in the contract so that one test can walk the whole API. */
  readonly access: Access
  /** One sentence for the reader of the API's pages. */
  readonly summary: string
  /** Path parameters, each from a string. */
  readonly params?: z.ZodObject
  /** Query parameters, each from a string; unknown names are refused. */
  readonly query?: z.ZodObject
  /** JSON body; unknown names are refused. */
  readonly body?: z.ZodObject
  /** How many bytes the body may have, where it may have more than others. */
  readonly maxBody?: number
  /** True where the body is a file instead, as it is, or in a form; `mount` leaves reading it to the handler. */
  readonly takesFile?: boolean
  /** Where the file comes in a form (`multipart/form-data`, as `file`): the fields beside it, each from a string; unknown names are refused. */
  readonly form?: z.ZodObject
  /** Problems this call answers on purpose, beyond those every call can answer. */
  readonly problems?: readonly ProblemCode[]
  /** True where the call issues something: it honours the `Idempotency-Key` header. */
  readonly idempotent?: boolean
}

/** One call that answers JSON. */
export interface JsonEndpoint extends Line {
  readonly kind: 'json'
  /** The answer; it is parsed on the way out, so that an undeclared column cannot leak. */
  readonly returns: z.ZodType
  /** Success codes: the usual one first. */
  readonly status: readonly [number, ...number[]]
}

/** One call that answers a file. */
export interface FileEndpoint extends Line {
  readonly kind: 'file'
  readonly contentType: string
}

/** One call that answers events as they happen (`text/event-stream`), until the caller leaves. */
export interface EventsEndpoint extends Line {
  readonly kind: 'events'
  /** What comes, by the name of the event; each is parsed on the way out. */
  readonly events: Readonly<Record<string, z.ZodType>>
}

export type Endpoint = JsonEndpoint | FileEndpoint | EventsEndpoint
/** The calls of one noun, by the name of what they do. */
export type Contract = Readonly<Record<string, Endpoint>>

/**
 * Declares one call that answers JSON. The declaration is read by `mount` (server), `createClient`
 * (browser and tests), `openapi` (documents) and the compiler.
 */
export const endpoint = <const E extends Omit<JsonEndpoint, 'kind' | 'status'>>(line: E & { readonly status?: readonly [number, ...number[]] }) =>
  ({ status: [200], ...line, kind: 'json' }) as E & { readonly kind: 'json'; readonly status: readonly [number, ...number[]] }

/** Declares one call that answers a file of one content type. */
export const fileEndpoint = <const E extends Omit<FileEndpoint, 'kind'>>(line: E) => ({ ...line, kind: 'file' }) as E & { readonly kind: 'file' }

/** Declares one call that answers events. */
export const eventsEndpoint = <const E extends Omit<EventsEndpoint, 'kind'>>(line: E) => ({ ...line, kind: 'events' }) as E & { readonly kind: 'events' }

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined
type Given<T> = T extends z.ZodType ? z.input<T> : undefined

/** What a handler receives, already parsed. */
export interface Asked<E extends Endpoint> {
  readonly params: Parsed<E['params']>
  readonly query: Parsed<E['query']>
  readonly body: Parsed<E['body']>
}

/** What a handler hands back for JSON: parsed again before it leaves. */
export type Answered<E extends Endpoint> = E extends JsonEndpoint ? z.input<E['returns']> : never

/** What a caller of the client receives. */
export type Received<E extends Endpoint> = E extends JsonEndpoint ? z.output<E['returns']> : never

type Needed<T, K extends string> = T extends z.ZodType
  ? Record<string, never> extends z.input<T>
    ? { readonly [P in K]?: Given<T> }
    : { readonly [P in K]: Given<T> }
  : unknown

/** What a caller of the client has to give. */
export type Wanted<E extends Endpoint> = Needed<E['params'], 'params'> &
  Needed<E['query'], 'query'> &
  Needed<E['body'], 'body'> &
  (E extends { idempotent: true } ? { readonly idempotencyKey?: string } : unknown)
