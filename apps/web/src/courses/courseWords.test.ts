import { describe, expect, it } from 'vitest'
import { en } from '../i18n/en.ts'
import { sentence } from '../i18n/sentence.ts'
import type { Say } from '../i18n/index.ts'
import { learningEn } from '../i18n/learning.en.ts'
import { learningZhCN } from '../i18n/learning.zh-CN.ts'
import { zhCN } from '../i18n/zh-CN.ts'
import { clockWords, dotted, durationWords, monthsWords, standingWords, wholePercent } from './courseWords.ts'

const speak =
  (words: object): Say =>
  (key, fill) =>
    sentence(String(key.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], words)), fill)
const [zh, english] = [speak({ ...zhCN, ...learningZhCN }), speak({ ...en, ...learningEn })]

describe('what a course says of itself', () => {
  it.each([
    [45, '45 分钟', '45 min'],
    [120, '2 小时', '2 h'],
    [140, '2 小时 20 分', '2 h 20 min'],
  ])('%i minutes', (minutes, inChinese, inEnglish) => expect([durationWords(zh, minutes), durationWords(english, minutes)]).toEqual([inChinese, inEnglish]))

  it.each([
    [24, '2 年', '2 years'],
    [12, '1 年', '1 year'],
    [18, '18 个月', '18 months'],
  ])('%i months', (months, inChinese, inEnglish) => expect([monthsWords(zh, months), monthsWords(english, months)]).toEqual([inChinese, inEnglish]))

  it('a time of a video, a line of parts, a percentage', () => {
    expect([clockWords(522), clockWords(5), clockWords(3600)]).toEqual(['8:42', '0:05', '60:00'])
    expect(dotted(zh, ['5 章', '16 节', '2 小时'])).toBe('5 章 · 16 节 · 2 小时')
    expect([wholePercent(99.99), wholePercent(100)]).toEqual([99, 100])
  })

  it.each([
    [null, '未学'],
    [{ seconds: 30, position: 0, completedAt: null }, '在学'],
    [{ seconds: 30, position: 522, completedAt: null }, '学到 8:42'],
    [{ seconds: 30, position: 522, completedAt: '2026-11-23T06:05:00.000Z' }, '已学完'],
  ])('a lesson with %j', (progress, words) => expect(standingWords(zh, { id: 1, title: '', kind: 'video', minutes: 4, progress })).toBe(words))
})
