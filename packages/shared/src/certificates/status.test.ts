import { describe, expect, it } from 'vitest'
import { dayMs, daysLeft, isOver, statusAt, statuses, type StatusFacts } from './status.ts'

const end = new Date('2026-12-31T16:00:00Z')
const facts = (more: Partial<StatusFacts> = {}): StatusFacts => ({
  issuedAt: new Date('2026-01-01T00:00:00Z'),
  validUntil: end,
  suspendedAt: null,
  revokedAt: null,
  isSuperseded: false,
  ...more,
})
const at = (ms: number) => new Date(end.getTime() + ms)

describe('the status of a certificate', () => {
  it.each([
    ['a millisecond before its end', -1, 'expiring'],
    ['at its end', 0, 'expired'],
    ['a millisecond after its end', 1, 'expired'],
    ['30 days before its end', -30 * dayMs, 'expiring'],
    ['a millisecond earlier than that', -30 * dayMs - 1, 'valid'],
  ] as const)('%s', (_, ms, status) => expect(statusAt(at(ms), facts())).toBe(status))

  it('is not yet valid until the very instant it begins', () => {
    const issuedAt = new Date('2026-06-01T00:00:00Z')
    expect(statusAt(new Date(issuedAt.getTime() - 1), facts({ issuedAt }))).toBe('notYetValid')
    expect(statusAt(issuedAt, facts({ issuedAt }))).toBe('valid')
  })
  it('without an end never expires', () => expect(statusAt(new Date('2999-01-01T00:00:00Z'), facts({ validUntil: null }))).toBe('valid'))

  it('follows the precedence revoked, suspended, superseded, not yet valid, expired', () => {
    const all = facts({ revokedAt: end, suspendedAt: end, isSuperseded: true, issuedAt: at(dayMs), validUntil: at(-dayMs) })
    expect(statusAt(end, all)).toBe('revoked')
    expect(statusAt(end, { ...all, revokedAt: null })).toBe('suspended')
    expect(statusAt(end, { ...all, revokedAt: null, suspendedAt: null })).toBe('superseded')
    expect(statusAt(end, { ...all, revokedAt: null, suspendedAt: null, isSuperseded: false })).toBe('notYetValid')
    expect(statusAt(end, { ...all, revokedAt: null, suspendedAt: null, isSuperseded: false, issuedAt: at(-2 * dayMs) })).toBe('expired')
  })
})

describe('days left', () => {
  it.each([
    [-1, 0],
    [-dayMs, 0],
    [-dayMs - 1, 1],
    [-18 * dayMs + 1, 17],
    [0, 0],
    [1, 0],
  ])('%i ms from the end: %i', (ms, days) => expect(daysLeft(at(ms), end)).toBe(days))
})

it('greys the picture of what is over, not of what has yet to begin', () => {
  expect(statuses.filter(isOver)).toEqual(['revoked', 'suspended', 'superseded', 'expired'])
})
