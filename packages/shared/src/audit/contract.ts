import { z } from 'zod'
import { endpoint, fileEndpoint } from '../contract/endpoint.ts'
import { pageOf, pageQuery } from '../page.ts'
import { EmployeeNo } from '../people/person.ts'
import { plainText } from '../text.ts'
import { auditBreaks, auditKinds, auditNames, type AuditKind, type AuditName } from './event.ts'

const AuditNameField = z.enum(auditNames as readonly [AuditName, ...AuditName[]])
const day = z.iso.date().refine(text => text >= '1970-01-01', 'is too early')

/** Somebody the trail knows by row only, as they are called today. */
const AuditPerson = z.object({ employeeNo: z.string(), fullName: z.string() }).meta({ id: 'AuditPerson' })

/** One event of the trail. The trail itself holds no name: people are looked up when it is read. */
export const AuditEntry = z
  .object({
    id: z.int().describe('Where it stands; it does not change'),
    sealNo: z.int().nullable().describe('Its place in the chain, from 1 without a gap; null for the moment before it is sealed'),
    event: AuditNameField,
    at: z.iso.datetime(),
    actor: AuditPerson.nullable().describe('Who did it; null: the product itself, or nobody signed in'),
    subject: z.string().describe('What it happened to: a certificate number, `template:3`, …; `person` where it was a person'),
    person: AuditPerson.nullable().describe('The person it happened to'),
    data: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).describe('Particulars: ids, counts and hashes, never names'),
    hash: z.string().nullable().describe('SHA-256 over the event and the hash before it'),
  })
  .meta({ id: 'AuditEntry' })
export type AuditEntry = z.infer<typeof AuditEntry>

/** `kind` is what it is about, `except` what it is not about; `actor` is an employee number; `subject` the beginning of what it happened to, or a person's number; `from` and `to` are days, inclusive, in the organisation's zone. */
const filter = {
  kind: z.enum(auditKinds as readonly [AuditKind, ...AuditKind[]]).optional(),
  except: z.enum(auditKinds as readonly [AuditKind, ...AuditKind[]]).optional(),
  event: AuditNameField.optional(),
  actor: EmployeeNo.optional(),
  subject: plainText(64).optional(),
  from: day.optional(),
  to: day.optional(),
}
const AuditFilter = z.strictObject(filter)
export type AuditFilter = z.infer<typeof AuditFilter>

/** Where the trail breaks first, and what is wrong there. */
export const AuditBreak = z.object({
  sealNo: z.int().describe('The place in the chain'),
  reason: z.enum(auditBreaks),
  event: z.string().nullable().describe('What stands there now; null where nothing does'),
  subject: z.string().nullable(),
  sealedAs: z.int().nullable().describe('Of an event that was moved: the place it was sealed at'),
})
export type AuditBreak = z.infer<typeof AuditBreak>

/** How the trail stands: its length, its end, and what was found when it was walked. */
export const AuditStanding = z
  .object({
    sealed: z.int().describe('Events in the chain'),
    waiting: z.int().describe('Events that are sealed in a moment'),
    head: z.string().describe('The hash of the last one. Noted elsewhere, it proves later that nothing before it was touched'),
    found: AuditBreak.nullable().describe('Null: every event is as it was sealed'),
    checkedAt: z.iso.datetime(),
  })
  .meta({ id: 'AuditStanding' })
export type AuditStanding = z.infer<typeof AuditStanding>

/** The trail of what happened, for those who answer for it. */
export const audit = {
  /** What happened, newest first. */
  list: endpoint({
    method: 'GET',
    path: '/api/audit',
    access: 'admin',
    summary: 'What happened, newest first',
    query: z.strictObject({ ...filter, ...pageQuery }),
    returns: pageOf(AuditEntry),
  }),
  /** Walks the whole chain and says whether it is whole. However many ask at once, it is walked once. */
  standing: endpoint({
    method: 'GET',
    path: '/api/audit/standing',
    access: 'admin',
    summary: 'Whether the trail is whole',
    returns: AuditStanding,
  }),
  /** All that a filter lets through, newest first, as a file for spreadsheets, with the hashes. That it was taken stands in the trail. */
  file: fileEndpoint({
    method: 'GET',
    path: '/api/audit.csv',
    access: 'admin',
    summary: 'What happened (CSV)',
    query: AuditFilter,
    contentType: 'text/csv; charset=utf-8',
    problems: ['forbidden'],
  }),
}
