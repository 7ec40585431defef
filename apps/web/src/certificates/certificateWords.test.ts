import { describe, expect, it } from 'vitest'
import { en } from '../i18n/en.ts'
import { sentence } from '../i18n/sentence.ts'
import { expiringWords, lastingWords, tagWords } from './certificateWords.ts'

const now = new Date('2026-11-23T06:05:00Z')
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000).toISOString()

describe('the tag of a certificate', () => {
  it.each([
    ['valid', inDays(300), 'status.valid'],
    ['valid', null, 'status.valid'],
    ['expiring', inDays(17.5), 'wallet.endsIn'],
    ['expiring', inDays(0.4), 'wallet.endsToday'],
    ['expired', inDays(-1), 'status.expired'],
    ['revoked', inDays(300), 'status.revoked'],
  ] as const)('of one that is %s until %s says %s', (status, validUntil, words) => expect(tagWords({ status, validUntil }, now).words).toBe(words))

  it('counts the days to the last valid one', () => expect(tagWords({ status: 'expiring', validUntil: inDays(17.5) }, now).fill).toEqual({ n: 17 }))
})

it.each([
  ['valid', inDays(727), 'certificate.daysLeft'],
  ['expiring', inDays(0.4), 'certificate.lastDay'],
  ['valid', null, 'certificate.forever'],
  ['suspended', inDays(727), 'status.suspended'],
] as const)('a page about one that is %s until %s says %s', (status, validUntil, words) => expect(lastingWords({ status, validUntil }, now)).toBe(words))

it.each([
  [1, 18, '1 expires in 18 days'],
  [1, 0, '1 expires today'],
  [2, 1, '2 expire, the first in 1 day'],
  [2, 18, '2 expire, the first in 18 days'],
  [3, 0, '3 expire, the first today'],
] as const)('the line above the wallet, of %i that end within %i days at the earliest: %s', (n, days, said) => {
  const { words, fill } = expiringWords(n, days)
  const english: Readonly<Record<string, string>> = Object.fromEntries(Object.entries(en.wallet).map(([key, text]) => [`wallet.${key}`, text]))
  expect(sentence(english[words] ?? '', fill)).toBe(said)
})
