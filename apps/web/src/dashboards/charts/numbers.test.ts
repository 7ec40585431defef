import { describe, expect, it } from 'vitest'
import { emsOf, inTwoLines, shorten } from './ems.ts'
import { scaleUpTo } from './axes.ts'
import { rowsIn, rowsWithRest } from './fitting.ts'
import { count, counted, dayOnAxis, decimal, finePercentWords, monthName, monthOnAxis, percentDown, percentWords, pointsBetween } from './numbers.ts'

describe('numbers and days by language', () => {
  it.each(['zh-CN', 'en'] as const)('are written as people in %s write them', locale => {
    expect([count(1180, locale), decimal(6.285, locale), percentWords(94, locale), finePercentWords(93.48, locale)]).toEqual(['1,180', '6.3', '94%', '93.4%'])
  })
  it('name months and days', () => {
    expect([monthName('2026-11', 'zh-CN'), monthName('2026-11', 'en')]).toEqual(['11月', 'Nov'])
    expect([monthOnAxis('2026-01', 'zh-CN'), monthOnAxis('2026-01', 'en')]).toEqual(['1', 'Jan'])
    expect([dayOnAxis('2026-11-09', 'zh-CN'), dayOnAxis('2026-11-09', 'en')]).toEqual(['11/9', '9 Nov'])
  })
  it('know that one is one', () => expect([counted(1, 'en'), counted(2, 'en'), counted(1000, 'en')]).toEqual([1, '2', '1,000']))
})

describe('a percentage', () => {
  it.each([
    [0, 0, 0],
    [0, 5, 0],
    [899, 1000, 89],
    [9999, 10_000, 99],
    [1180, 1180, 100],
  ])('%i of %i is told as %i: what is not reached is not told as reached', (part, whole, told) => expect(percentDown(part, whole)).toBe(told))

  it('differs from another by what a reader would subtract', () => {
    expect(pointsBetween(93.48, 94.53)).toBe(-1.1)
    expect(pointsBetween(90, 90)).toBe(0)
  })
})

describe('a name that is too long', () => {
  it.each([
    ['生产制造部', 8, '生产制造部'],
    ['华东区域市场营销与客户关系', 8, '华东区域市场营…'],
    ['Information security', 8, 'Information s…'],
    ['𠮷田太郎的部门之名', 4, '𠮷田太…'],
  ])('%s within %i letters is %s', (name, ems, told) => {
    expect(shorten(name, ems)).toBe(told)
    expect(emsOf(shorten(name, ems))).toBeLessThanOrEqual(ems)
  })
  it.each([
    ['Fire and first aid', 5, ['Fire and', 'first aid']],
    ['Information security', 5, ['Information', 'security']],
    ['岗位技能等级认定', 5, ['岗位技能等', '级认定']],
    ['Integrity', 3, null],
    ['消防急救', 5, null],
  ])('%s stands on two lines of %i letters, or on one', (name, ems, lines) => expect(inTwoLines(name, ems)).toEqual(lines))
})

describe('room', () => {
  it.each([
    [503, 600, 200],
    [1, 1, 1],
    [0, 1, 1],
    [37, 40, 10],
    [80, 80, 20],
    [12_345, 15_000, 5000],
  ])('bars up to %i have an axis up to %i in steps of %i', (max, top, step) => expect(scaleUpTo(max)).toEqual({ top, step }))

  it('is shared by the rows that fit; the last place says how many do not', () => {
    expect(rowsIn(['a', 'b', 'c'], 90, 40)).toEqual({ shown: ['a', 'b'], rowHeight: 45 })
    expect(rowsIn(['a'], 10, 40)).toEqual({ shown: ['a'], rowHeight: 10 })
    expect(rowsWithRest(['a', 'b'], 80, 40)).toEqual({ shown: ['a', 'b'], rowHeight: 40, left: 0 })
    expect(rowsWithRest(['a', 'b', 'c'], 90, 40)).toEqual({ shown: ['a'], rowHeight: 50, left: 2 })
  })
})
