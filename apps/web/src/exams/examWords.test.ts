import { describe, expect, it } from 'vitest'
import { en } from '../i18n/en.ts'
import { learningEn } from '../i18n/learning.en.ts'
import { sentence } from '../i18n/sentence.ts'
import type { Say } from '../i18n/index.ts'
import { clockWords, kindsWords, numbersWords, spentWords } from './examWords.ts'

const t: Say = (key, fill) => {
  const found = key
    .split('.')
    .reduce<unknown>((at, name) => (typeof at === 'object' && at !== null ? Reflect.get(at, name) : undefined), { ...en, ...learningEn })
  return sentence(typeof found === 'string' ? found : key, fill)
}

describe('time on the clock', () => {
  it.each([
    [0, '00:00'],
    [59, '00:59'],
    [1122, '18:42'],
    [3599, '59:59'],
    [3900, '1:05:00'],
  ])('%i seconds are %s', (seconds, words) => expect(clockWords(seconds)).toBe(words))
  it('spent is never less than nothing', () => {
    expect(spentWords('2026-11-23T06:05:00.000Z', '2026-11-23T06:26:18.400Z')).toBe('21:18')
    expect(spentWords('2026-11-23T06:05:00.000Z', '2026-11-23T06:04:00.000Z')).toBe('00:00')
  })
})

describe('lists', () => {
  it('of kinds read as one sentence', () => expect(kindsWords(t, 'en', ['single', 'multiple'])).toBe('Single choice, multiple choice'))
  it('of questions stop after eight', () => {
    expect(numbersWords(t, 'zh-CN', [4, 12, 19])).toBe('4、12、19')
    expect(numbersWords(t, 'en', [1, 2, 3, 4, 5, 6, 7, 8, 9])).toBe('1, 2, 3, 4, 5, 6, 7, 8 and more')
  })
})
