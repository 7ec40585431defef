import type { Opening } from '@wallet/shared/dashboards/opening'
import type { PersonBehind } from '@wallet/shared/dashboards/people'
import { describe, expect, it } from 'vitest'
import { askedFor, isRemindable, mayRemind } from './askedFor.ts'

const cases: readonly (readonly [Opening, object])[] = [
  [{ of: 'people' }, { unitId: 1, query: { measure: 'people' } }],
  [
    { of: 'active', period: 'week' },
    { unitId: 1, query: { measure: 'active', period: 'week' } },
  ],
  [
    { of: 'missing', unitId: 30, templateId: 8 },
    { unitId: 30, query: { measure: 'missing', templateId: 8 } },
  ],
  [
    { of: 'missing', unitId: 1, templateId: null },
    { unitId: 1, query: { measure: 'missing' } },
  ],
  [
    { of: 'expiring', withinDays: 30 },
    { unitId: 1, query: { measure: 'expiring', withinDays: 30 } },
  ],
  [
    { of: 'exam', examId: 5 },
    { unitId: 1, query: { measure: 'exam', examId: 5 } },
  ],
  [
    { of: 'issued', when: '2026-11' },
    { unitId: 1, query: { measure: 'issued', when: '2026-11' } },
  ],
  [
    { of: 'issued', when: null },
    { unitId: 1, query: { measure: 'issued' } },
  ],
  [{ of: 'revoked' }, { unitId: 1, query: { measure: 'revoked' } }],
  [
    { of: 'learning', unitId: 20 },
    { unitId: 20, query: { measure: 'learning' } },
  ],
  [
    { of: 'badges', category: 'streak' },
    { unitId: 1, query: { measure: 'badges', category: 'streak' } },
  ],
  [
    { of: 'course', courseId: 3 },
    { unitId: 1, query: { measure: 'course', courseId: 3 } },
  ],
  [
    { of: 'person', employeeNo: 'KPL0392' },
    { unitId: 1, query: { measure: 'person', employeeNo: 'KPL0392' } },
  ],
]

const missing: PersonBehind = {
  ...{ key: '1', employeeNo: 'KPL0392', fullName: '覃建', unit: { id: 13, name: '总装车间' }, post: null, title: '消防急救', englishTitle: null },
  ...{ templateId: 2, state: 'missing', day: null, daysLeft: null, amount: null, isRenewing: false, remindedOn: null },
}

describe('the people behind a number', () => {
  it.each(cases)('are asked for as the number says: %o', (opening, asked) => expect(askedFor(opening, 1)).toEqual(asked))
  it('can be reminded where something is missing or ends soon, and nowhere else', () => {
    expect(cases.filter(([opening]) => mayRemind(opening)).map(([{ of }]) => of)).toEqual(['missing', 'missing', 'expiring', 'person'])
  })
  it.each<[string, Partial<PersonBehind>, boolean]>([
    ['who misses a certificate', {}, true],
    ['whose certificate ends soon', { state: 'expiring' }, true],
    ['who was reminded yesterday', { remindedOn: '2026-11-22' }, true],
    ['who was reminded today', { remindedOn: '2026-11-23' }, false],
    ['who renews', { state: 'expiring', isRenewing: true }, false],
    ['who holds it', { state: 'covered' }, false],
    ['who looks', { employeeNo: 'KPL0002' }, false],
  ])('can be chosen to be reminded, or not: somebody %s', (_, more, can) =>
    expect(isRemindable({ ...missing, ...more }, { today: '2026-11-23', me: 'KPL0002' })).toBe(can),
  )
})
