import { z } from 'zod'
import { problems, Problem, type ProblemCode } from '../problem.ts'
import type { Contract, Endpoint } from './endpoint.ts'

type Json = Record<string, unknown>

/** Problems that every call can answer. */
const always: readonly ProblemCode[] = ['bad_request', 'too_many_requests', 'internal', 'unavailable']
const problemsOf = ({ access, params, query, body, takesFile, method, problems: declared = [] }: Endpoint): ProblemCode[] => [
  ...always,
  ...declared,
  ...(access === 'anyone' ? [] : (['not_signed_in'] as const)),
  ...(access === 'anyone' || access === 'signedIn' ? [] : (['forbidden'] as const)),
  ...(params ? (['not_found'] as const) : []),
  ...(query || body ? (['invalid_request'] as const) : []),
  ...(body ? (['malformed_json', 'unsupported_media_type', 'payload_too_large'] as const) : []),
  ...(takesFile ? (['payload_too_large'] as const) : []),
  ...(method === 'GET' ? [] : (['cross_site_request', 'storage_full'] as const)),
]

/** Types with an id become components; zod puts them in nested `$defs`, which are hoisted here. */
const schemaIn = (components: Json) => {
  const hoist = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(hoist)
    if (typeof value !== 'object' || value === null) return value
    const { $defs, $schema, ...rest } = value as Json
    for (const [name, definition] of Object.entries(($defs ?? {}) as Json)) components[name] ??= hoist(definition)
    return Object.fromEntries(
      Object.entries(rest).map(([key, part]) => [key, key === '$ref' ? String(part).replace('#/$defs/', '#/components/schemas/') : hoist(part)]),
    )
  }
  return (type: z.ZodType, io: 'input' | 'output') => {
    const schema = hoist(z.toJSONSchema(type, { io, unrepresentable: 'any' })) as Json
    const id = typeof schema['id'] === 'string' && io === 'output' ? schema['id'] : undefined
    if (id === undefined) return schema
    components[id] ??= schema
    return { $ref: `#/components/schemas/${id}` }
  }
}

type SchemaOf = ReturnType<typeof schemaIn>

const parametersOf = (place: 'path' | 'query', type: z.ZodObject | undefined, schemaOf: SchemaOf) => {
  if (!type) return []
  const { properties = {}, required = [] } = schemaOf(type, 'input') as { properties?: Record<string, Json>; required?: string[] }
  return Object.entries(properties).map(([name, schema]) => ({ name, in: place, required: place === 'path' || required.includes(name), schema }))
}

const successesOf = (endpoint: Endpoint, schemaOf: SchemaOf) => {
  if (endpoint.kind === 'events') {
    const schema = { anyOf: Object.values(endpoint.events).map(event => schemaOf(event, 'output')) }
    return { 200: { description: `${endpoint.summary} (events: ${Object.keys(endpoint.events).join(', ')})`, content: { 'text/event-stream': { schema } } } }
  }
  if (endpoint.kind === 'file')
    return { 200: { description: endpoint.summary, content: { [endpoint.contentType.split(';')[0] ?? '']: { schema: { type: 'string' } } } } }
  return Object.fromEntries(
    endpoint.status.map(status => [
      status,
      status === 204
        ? { description: endpoint.summary }
        : { description: endpoint.summary, content: { 'application/json': { schema: schemaOf(endpoint.returns, 'output') } } },
    ]),
  )
}

const failuresOf = (endpoint: Endpoint, problem: Json) => {
  const byStatus = new Map<number, ProblemCode[]>()
  for (const code of new Set(problemsOf(endpoint))) byStatus.set(problems[code][0], [...(byStatus.get(problems[code][0]) ?? []), code])
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [status, { description: codes.join(', '), content: { 'application/problem+json': { schema: problem } } }]),
  )
}

const file = { type: 'string', format: 'binary' }
const fileBodyOf = ({ form }: Endpoint, schemaOf: SchemaOf) => {
  if (!form) return { 'application/octet-stream': { schema: file } }
  const { properties, required = [], ...fields } = schemaOf(form, 'input') as { properties: Json; required?: string[] }
  return { 'multipart/form-data': { schema: { ...fields, properties: { ...properties, file }, required: [...required, 'file'] } } }
}

const operationOf = (noun: string, name: string, endpoint: Endpoint, schemaOf: SchemaOf, problem: Json) => ({
  operationId: `${noun}.${name}`,
  tags: [noun],
  summary: endpoint.summary,
  'x-access': endpoint.access,
  ...(endpoint.access === 'anyone' && { security: [] }),
  parameters: [
    ...parametersOf('path', endpoint.params, schemaOf),
    ...parametersOf('query', endpoint.query, schemaOf),
    ...(endpoint.idempotent ? [{ name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', maxLength: 128 } }] : []),
  ],
  ...(endpoint.body && { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(endpoint.body, 'input') } } } }),
  ...(endpoint.takesFile && { requestBody: { required: true, content: fileBodyOf(endpoint, schemaOf) } }),
  responses: { ...successesOf(endpoint, schemaOf), ...failuresOf(endpoint, problem) },
})

/** The whole contract as an OpenAPI 3.1 document: what goes in, what comes out, and every status that can come back. */
export const openapi = (api: Readonly<Record<string, Contract>>, info: { readonly title: string; readonly version: string }): Json => {
  const schemas: Json = {}
  const schemaOf = schemaIn(schemas)
  const problem = schemaOf(Problem, 'output')
  const paths: Record<string, Json> = {}
  for (const [noun, contract] of Object.entries(api))
    for (const [name, endpoint] of Object.entries(contract)) {
      const path = endpoint.path.replace(/:(\w+)/g, '{$1}')
      paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operationOf(noun, name, endpoint, schemaOf, problem) }
    }
  return {
    openapi: '3.1.0',
    info,
    security: [{ session: [] }],
    paths,
    components: { schemas, securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'wallet' } } },
  }
}
