import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Badge, BadgeDraft, BadgeRule } from './badge.ts'

const streak = { streak: 7 }
const days = { statistic: 'activeDays', atLeast: 30 }
const draft = (more: object = {}) => ({ title: '连续 7 天', englishTitle: 'Seven days in a row', category: 'streak', icon: 'flame', rule: streak, ...more })
const complaints = (value: unknown) => BadgeDraft.safeParse(value).error?.issues.map(({ path }) => path.join('.')) ?? []

describe('a badge that is sent', () => {
  it.each([
    ['a condition', { rule: streak }],
    ['all of several', { rule: { all: [streak, days] } }],
    ['three storeys', { rule: { any: [streak, { all: [days, { any: [streak, days] }] }] } }],
    ['an award by hand, in any category', { rule: { manual: true } }],
    ['a path or the first sign-in', { category: 'special', rule: { any: [{ path: 3 }, { path: 'any' }, { firstSignIn: true }] } }],
  ])('may ask for %s', (_, more) => expect(complaints(draft(more))).toEqual([]))

  it.each([
    ['nothing', {}],
    ['an unknown statistic', { statistic: 'steps', atLeast: 1 }],
    ['half a day', { streak: 0.5 }],
    ['no day', { streak: 0 }],
    ['two things in one condition', { ...streak, manual: true }],
    ['all of one thing', { all: [streak] }],
    ['four storeys', { all: [days, { all: [days, { all: [days, { all: [days, streak] }] }] }] }],
    ['a hundred conditions', { all: Array.from({ length: 10 }, () => ({ all: Array.from({ length: 10 }, () => streak) })) }],
    ['something, and a hand that gives it', { all: [streak, { manual: true }] }],
    ['what is counted elsewhere', { any: [streak, { statistic: 'examsPassed', atLeast: 1 }] }],
  ])('is refused where it asks for %s', (_, rule) => expect(complaints(draft({ rule })).some(path => path.startsWith('rule'))).toBe(true))

  it('is refused condition by condition, together with what else is wrong', () => {
    const rule = { all: [days, { any: [streak, { statistic: 'examsPassed', atLeast: 1 }] }, { firstSignIn: true }] }
    expect(complaints(draft({ rule, title: '' }))).toEqual(expect.arrayContaining(['title', 'rule.all.1.any.1', 'rule.all.2']))
  })
  it('is refused and not choked on when it is nested without end', () => {
    const nested = Array.from({ length: 2000 }).reduce<object>(rule => ({ all: [streak, rule] }), streak)
    expect(BadgeRule.safeParse(nested).success).toBe(false)
  })
  it('can be told of in the documents', () => {
    expect(Object.keys(z.toJSONSchema(z.object({ badge: Badge })).$defs ?? {}).toSorted()).toEqual(['Badge', 'BadgeCondition', 'BadgeRule'])
  })
})
