import { expect, it } from 'vitest'
import { inChinese, inEnglish } from '../charts/speeches.ts'
import { hourIn, wallClock, wallDate, wallTime } from './wallDates.ts'

const at = new Date('2026-11-22T16:05:32Z')
it('tells the time of the organisation, not that of the machine on the wall', () => {
  expect([wallClock(at, 'Asia/Shanghai'), wallTime(at, 'Europe/Berlin'), hourIn(at, 'Asia/Shanghai')]).toEqual(['00:05:32', '17:05', 0])
  expect(wallDate(at, 'Asia/Shanghai', inChinese)).toBe('11 月 23 日 星期一')
  expect(wallDate(at, 'Europe/Berlin', inEnglish)).toBe('Sun 22 Nov')
})
