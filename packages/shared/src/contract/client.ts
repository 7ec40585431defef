import type { Problem } from '../problem.ts'
import type { Contract, Endpoint, Received, Wanted } from './endpoint.ts'

/** As much of an endpoint as a caller needs at run time: the browser gets no schema. */
export interface Route {
  readonly method: string
  readonly path: string
}
export type Routes = Readonly<Record<string, Readonly<Record<string, Route>>>>

/** One request, ready to be sent by whatever the surroundings have (`fetch`, as a rule). */
export interface Outgoing {
  readonly method: string
  /** Path and query, from the origin. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** JSON text, or undefined. */
  readonly body: string | undefined
}
/** What came back: the parsed JSON, or undefined where the answer has none. */
export interface Incoming {
  readonly status: number
  readonly json: unknown
}
export type Send = (request: Outgoing) => Promise<Incoming>

/** The server said no, and why. */
export class ProblemError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(`${problem.code}: ${problem.detail ?? problem.title}`)
    this.name = 'ProblemError'
    this.problem = problem
  }
}

type Call<E extends Endpoint> =
  Record<string, never> extends Wanted<E> ? (wanted?: Wanted<E>) => Promise<Received<E>> : (wanted: Wanted<E>) => Promise<Received<E>>
export type Client<Api extends Readonly<Record<string, Contract>>> = {
  readonly [Noun in keyof Api]: { readonly [Name in keyof Api[Noun]]: Call<Api[Noun][Name]> }
}

interface LooseWanted {
  readonly params?: Readonly<Record<string, unknown>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
  readonly idempotencyKey?: string
}

/** Fills `:name` and appends the query; values are escaped, absent ones left out. */
export const urlOf = (path: string, params: Readonly<Record<string, unknown>> = {}, query: Readonly<Record<string, unknown>> = {}) => {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
  return pairs.length > 0 ? `${filled}?${pairs.join('&')}` : filled
}

const call =
  (route: Route, send: Send) =>
  async (wanted: LooseWanted = {}) => {
    const body = wanted.body === undefined ? undefined : JSON.stringify(wanted.body)
    const { status, json } = await send({
      method: route.method,
      url: urlOf(route.path, wanted.params, wanted.query),
      headers: {
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(wanted.idempotencyKey !== undefined && { 'idempotency-key': wanted.idempotencyKey }),
      },
      body,
    })
    if (status >= 400) throw new ProblemError(json as Problem)
    return json
  }

/**
 * The contract as functions: `client.certificates.revoke({ params, body })`. Refusals are thrown as `ProblemError`.
 * `routes` may be the contract itself (tests) or the table of methods and paths that the web build takes from it.
 */
export const createClient = <Api extends Readonly<Record<string, Contract>>>(routes: Routes, send: Send) =>
  Object.fromEntries(
    Object.entries(routes).map(([noun, lines]) => [noun, Object.fromEntries(Object.entries(lines).map(([name, route]) => [name, call(route, send)]))]),
  ) as unknown as Client<Api>
