import { describe, expect, it } from 'vitest'
import { readConfig } from '../config.ts'
import type { CurrentTemplate } from '../templates/store.ts'
import { decideOne, standingOf, type Holding } from './standing.ts'

const now = new Date('2026-11-23T06:05:00.000Z')
const zone = 'Asia/Shanghai'
/** The exclusive end of a last day. */
const after = (day: string) => new Date(Date.parse(`${day}T16:00:00.000Z`))
const held = (more: Partial<Holding> = {}): Holding => ({
  ...{ id: 1, certificateNo: 'KPL-1', userId: 1, sourceKey: 'title:x', cycle: 1, issuedAt: new Date('2025-01-10T00:00:00Z'), validUntil: after('2027-01-10') },
  ...{ suspendedAt: null, revokedAt: null, supersededBy: null, isAskedToRevoke: false, ...more },
})
const over = { validUntil: after('2026-11-20') }
const reasonOf = (duplicates: 'skip' | 'renew', holding: Holding | null, validUntil?: string | null) =>
  standingOf(validUntil === undefined ? {} : { validUntil }, holding, { duplicates, now, zone })?.trouble ?? 'issued'

describe('an order of a list', () => {
  it.each([
    ['issued', 'skip', null, undefined],
    ['past', 'skip', null, '2026-11-22'],
    ['issued', 'skip', null, '2026-11-23'],
    ['held', 'skip', held(), undefined],
    ['held', 'skip', held({ isAskedToRevoke: true }), undefined],
    ['issued', 'skip', held(over), undefined],
    ['askedToRevoke', 'skip', held({ ...over, isAskedToRevoke: true }), undefined],
    ['issued', 'skip', held({ revokedAt: now }), undefined],
    ['issued', 'renew', held(), undefined],
    ['suspended', 'renew', held({ suspendedAt: now }), undefined],
    ['askedToRevoke', 'renew', held({ isAskedToRevoke: true }), undefined],
    ['issued', 'renew', held({ revokedAt: now, isAskedToRevoke: true }), undefined],
    ['heldForGood', 'renew', held({ validUntil: null }), undefined],
    ['tooEarly', 'renew', held({ validUntil: after('2027-06-01') }), undefined],
    ['endsEarlier', 'renew', held(), '2027-01-09'],
    ['issued', 'renew', held(), '2027-01-10'],
    ['issued', 'renew', held(), null],
    ['issued', 'renew', held(over), '2026-12-01'],
    ['held', 'renew', held({ supersededBy: 'KPL-2' }), undefined],
  ] as const)('is %s under the policy "%s"', (trouble, duplicates, holding, validUntil) => {
    expect(reasonOf(duplicates, holding, validUntil)).toBe(trouble)
  })

  it('names the last day of what is held where it would end earlier', () => {
    const standing = standingOf({ validUntil: '2026-12-31' }, held(), { duplicates: 'renew', now, zone })
    expect(standing).toEqual({ column: 'validUntil', trouble: 'endsEarlier', value: '2027-01-10' })
  })

  it('becomes a first certificate, a renewal that counts from the old end, or one after an end', () => {
    const template = { id: 5, name: '安全', current: { id: 9, type: 'exam', numberPrefix: null, validityMonths: 12 } } as CurrentTemplate
    const deciding = { template, issuedBy: 2, duplicates: 'renew', now, random: (count: number) => new Uint8Array(count), config: readConfig({}) } as const
    const wanted = { person: { id: 1, fullName: '张伟', unit: { id: 3, name: '一部' } }, order: { templateId: 5, employeeNo: 'T1', score: 90 } }
    const [first, renewed, anew] = [null, held(), held(over)].map(before => decideOne(wanted, before, deciding))
    const shown = [first, renewed, anew].map(one => one?.standing === null && [one.isRenewal, one.draft.cycle, one.draft.supersedesId, one.draft.validUntil])
    expect(shown).toEqual([
      [false, 1, null, after('2027-11-23')],
      [true, 2, 1, after('2028-01-10')],
      [false, 2, 1, after('2027-11-23')],
    ])
  })
})
