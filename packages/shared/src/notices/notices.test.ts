import { describe, expect, it } from 'vitest'
import { thresholdOf, type NoticeKind } from './notice.ts'
import { isSettled } from './settled.ts'

const now = new Date('2026-11-23T06:00:00Z')
const held = (id: number, more: object = {}) => ({
  ...{ id, issuedAt: new Date('2026-01-01T00:00:00Z'), validUntil: new Date('2026-12-10T16:00:00Z'), suspendedAt: null, revokedAt: null, isSuperseded: false },
  ...more,
})
const about = (kind: NoticeKind, certificateId: number | null, ...mine: ReturnType<typeof held>[]) =>
  isSettled({ kind, certificateId }, mine, now, 'Asia/Shanghai')
const lasting = { validUntil: new Date('2027-11-22T16:00:00Z') }

describe('a notice', () => {
  it.each([
    [90, null],
    [89, 90],
    [60, 90],
    [59, 60],
    [30, 60],
    [29, 30],
    [7, 30],
    [6, 7],
    [0, 7],
    [-1, null],
  ])('with %i days left passes the threshold of %s', (days, threshold) => {
    expect(thresholdOf(days)).toBe(threshold)
  })

  it('is settled once its certificate was renewed or revoked', () => {
    expect(about('expiring', 1, held(1))).toBe(false)
    expect(about('expiring', 1, held(1, { isSuperseded: true }), held(2, lasting))).toBe(true)
    expect(about('expiring', 1, held(1, { revokedAt: now }))).toBe(true)
    expect(about('expiring', 1, held(1, { suspendedAt: now }))).toBe(false)
  })

  it('of a decision is news, whatever becomes of the certificate', () => {
    expect(about('nameCorrected', 1, held(1, { isSuperseded: true }))).toBe(false)
    expect(about('nameKept', 1, held(1, lasting))).toBe(false)
  })

  it('of a reminder is settled once another certificate is held that does not end soon', () => {
    expect(about('reminder', null)).toBe(false)
    expect(about('reminder', null, held(1))).toBe(false)
    expect(about('reminder', null, held(1, lasting))).toBe(true)
    expect(about('reminder', 1, held(1, lasting))).toBe(false)
    expect(about('reminder', 1, held(1), held(2, lasting))).toBe(true)
    expect(about('expiring', 1, held(1), held(2, lasting))).toBe(false)
  })
})
