import { describe, expect, it } from 'vitest'
import { clockOf, dayOf, lastDay, monthOf, printedDay, solemnDay, timeOf } from './dates.ts'

const zone = 'Asia/Shanghai'

describe('dates', () => {
  it('are those of the organisation, not of the phone', () => {
    expect(dayOf('2026-11-19T16:30:00Z', zone, 'zh-CN')).toBe('2026-11-20')
    expect(dayOf('2026-11-19T16:30:00Z', 'UTC', 'zh-CN')).toBe('2026-11-19')
  })
  it('are written as each language writes them', () => {
    expect(dayOf('2026-11-20T01:12:00Z', zone, 'en')).toBe('20 Nov 2026')
    expect(timeOf('2026-11-20T01:12:00Z', zone, 'zh-CN')).toBe('2026-11-20 09:12')
    expect(timeOf('2026-11-20T01:12:00Z', zone, 'en')).toBe('20 Nov 2026, 09:12')
  })
  it('are printed on posters in figures or in words', () => {
    const day = { year: 2026, month: 11, day: 2 }
    expect([printedDay(day, 'zh-CN'), solemnDay(day, 'zh-CN')]).toEqual(['2026.11.02', '2026 年 11 月 2 日'])
    expect([printedDay(day, 'en'), solemnDay(day, 'en')]).toEqual(['2 Nov 2026', '2 Nov 2026'])
  })
  it('are shortened to a month', () => {
    expect([monthOf('2026-09-30T16:00:00Z', zone, 'zh-CN'), monthOf('2026-09-30T15:59:59Z', zone, 'en')]).toEqual(['2026-10', 'Sep 2026'])
  })
  it('give the last valid day of an exclusive end', () => {
    expect(lastDay('2028-11-20T16:00:00Z', zone, 'zh-CN')).toBe('2028-11-20')
  })
  it('call midnight 00:00', () => expect(clockOf('2026-11-19T16:00:00Z', zone)).toBe('00:00'))
})
