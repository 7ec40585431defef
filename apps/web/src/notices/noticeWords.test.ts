import { describe, expect, it } from 'vitest'
import { noticesEn } from '../i18n/notices.en.ts'
import { sentence } from '../i18n/sentence.ts'
import { sentenceOf, toneOf } from './noticeWords.ts'

const english = (key: string, fill?: Record<string, string | number>) => sentence(Reflect.get(noticesEn.notices, key.split('.')[1] ?? '') as string, fill)

describe('a notice', () => {
  it.each([
    ['2026-12-22', 29, 'Ends 22 Dec 2026, 29 days left'],
    ['2026-11-24', 1, 'Ends 24 Nov 2026, 1 day left'],
    ['2026-11-23', 0, 'Ends 23 Nov 2026, today is the last day'],
    ['2026-11-15', -8, 'Ended 15 Nov 2026'],
    [null, null, 'Required of you, and not held yet'],
  ])('about %s with %s days left says: %s', (untilDay, daysLeft, said) => {
    expect(sentenceOf(english, 'en', { kind: 'expiring', untilDay, daysLeft })).toBe(said)
  })

  it('of a decision says what came of it, and presses little', () => {
    const news = { untilDay: null, daysLeft: null, isSettled: false }
    expect((['nameCorrected', 'nameKept'] as const).map(kind => [sentenceOf(english, 'en', { kind, ...news }), toneOf({ kind, ...news })])).toEqual([
      ['Corrected as you asked, on a new certificate', 'ended'],
      ['Not changed; the certificate says why', 'expiring'],
    ])
  })

  it('presses more the less time is left, and not at all once it is settled', () => {
    expect([30, 7, 6, 0, -1, null].map(daysLeft => toneOf({ kind: 'expiring', daysLeft, isSettled: false }))).toEqual([
      ...['expiring', 'expiring', 'danger', 'danger', 'danger', 'danger'],
    ])
    expect(toneOf({ kind: 'expiring', daysLeft: 0, isSettled: true })).toBe('ended')
  })
})
