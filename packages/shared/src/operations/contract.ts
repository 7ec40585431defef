import { z } from 'zod'
import { endpoint, fileEndpoint } from '../contract/endpoint.ts'

/** What every page needs to know of the organisation; nothing in it is secret. */
export const Organisation = z
  .object({
    name: z.string().describe('What people call it'),
    englishName: z.string().describe('What people call it in English'),
    issuerName: z.string().describe('What stands on its certificates'),
    zone: z.string().describe('IANA time zone in which its days begin and end'),
    numberPrefix: z.string(),
    publicOrigin: z.string().describe('What links and QR codes are built from'),
    contact: z.string().nullable().describe('Telephone number for questions, or null'),
    isDemo: z.boolean(),
  })
  .meta({ id: 'Organisation' })
export type Organisation = z.infer<typeof Organisation>

export const operations = {
  /** The organisation's name, zone, number prefix and contact. */
  organisation: endpoint({ method: 'GET', path: '/api/organisation', access: 'anyone', summary: 'The organisation', returns: Organisation }),
  /** The process is alive. */
  healthz: endpoint({ method: 'GET', path: '/healthz', access: 'anyone', summary: 'Alive', returns: z.object({ status: z.literal('ok') }) }),
  /** The database is reachable and migrated; otherwise 503. */
  readyz: endpoint({
    method: 'GET',
    path: '/readyz',
    access: 'anyone',
    summary: 'Ready to serve',
    returns: z.object({ status: z.literal('ready') }),
    problems: ['unavailable'],
  }),
  /** Figures for Prometheus: for whoever sends the token of the settings, or, where there is none, for callers on the same machine. */
  metrics: fileEndpoint({
    method: 'GET',
    path: '/metrics',
    access: 'anyone',
    summary: 'Figures for Prometheus',
    contentType: 'text/plain; version=0.0.4',
    problems: ['forbidden'],
  }),
  /** This contract as OpenAPI 3.1. */
  openapi: endpoint({
    method: 'GET',
    path: '/api/openapi.json',
    access: 'anyone',
    summary: 'This API as OpenAPI 3.1',
    returns: z.record(z.string(), z.unknown()),
  }),
  /** The same, to read. */
  docs: fileEndpoint({ method: 'GET', path: '/api/docs', access: 'anyone', summary: 'This API, to read', contentType: 'text/html' }),
}
