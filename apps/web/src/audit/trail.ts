import type { AuditEntry, AuditFilter } from '@wallet/shared/audit/contract'
import { auditKinds, type AuditKind } from '@wallet/shared/audit/event'
import { addDays, dayIn, isoDay } from '@wallet/shared/certificates/validity'
import type { LocationQuery, LocationQueryRaw, RouteLocationRaw } from 'vue-router'

/** So many days back. */
export const periods = [1, 7, 30, 90, 365] as const
export type Period = (typeof periods)[number]

/** What the trail is narrowed down to: what about, how far back, by whom, and a certificate or a person. */
export interface Narrowed {
  readonly kind: AuditKind | null
  readonly period: Period | null
  readonly actor: string
  readonly subject: string
}
export const everything: Narrowed = { kind: null, period: null, actor: '', subject: '' }

/** What is asked of the server: nothing about what is not narrowed. */
export const queryOf = ({ kind, period, actor, subject }: Narrowed, now: Date, zone: string): AuditFilter => ({
  // Pictures are drawn by the thousand, and by nobody: whoever wants to see them asks for them.
  ...(kind ? { kind } : { except: 'pictures' as const }),
  ...(period !== null && { from: isoDay(addDays(dayIn(now, zone), 1 - period)) }),
  ...(actor && { actor }),
  ...(subject && { subject }),
})

/** The same, as it stands in the address. */
export const addressOf = ({ kind, period, actor, subject }: Narrowed): LocationQueryRaw => ({
  ...(kind && { kind }),
  ...(period !== null && { days: String(period) }),
  ...(actor && { by: actor }),
  ...(subject && { about: subject }),
})

const oneOf = <T>(values: readonly T[], text: unknown): T | null => values.find(value => String(value) === text) ?? null
const wordsIn = (text: unknown, most: number) => (typeof text === 'string' ? text.trim().slice(0, most) : '')
const numberIn = (text: unknown) => (/^[A-Za-z0-9_-]{1,32}$/.test(String(text)) ? wordsIn(text, 32) : '')

/** What an address narrows the trail down to; what it cannot mean is left out. */
export const narrowedBy = (query: LocationQuery): Narrowed => ({
  kind: oneOf(auditKinds, query['kind']),
  period: oneOf(periods, query['days']),
  actor: numberIn(query['by']),
  subject: wordsIn(query['about'], 64),
})

const pages: Readonly<Record<string, string>> = {
  template: 'template',
  course: 'contentCourse',
  exam: 'contentExam',
  question: 'contentQuestion',
  badge: 'contentBadge',
  path: 'contentPath',
  batch: 'batch',
}

/** Where what an event is about can be looked at; null: nowhere. */
export const pageOf = ({ event, subject }: Pick<AuditEntry, 'event' | 'subject'>): RouteLocationRaw | null => {
  const [kind = '', id = ''] = subject.split(':')
  const name = pages[kind]
  if (name !== undefined && /^\d{1,9}$/.test(id)) return { name, params: { id } }
  return /^(certificate|request)\./.test(event) && !subject.includes(':') ? { name: 'certificate', params: { certificateNo: subject } } : null
}
