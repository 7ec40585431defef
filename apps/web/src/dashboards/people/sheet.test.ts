import type { Opening } from '@wallet/shared/dashboards/opening'
import type { PersonBehind } from '@wallet/shared/dashboards/people'
import { describe, expect, it } from 'vitest'
import { courses, exams, heat } from '../charts/samples.ts'
import { inChinese, inEnglish } from '../charts/speeches.ts'
import { reminderWords } from './reminderWords.ts'
import { rowAbout, rowMark, rowNote } from './rowWords.ts'
import { sheetTitle } from './sheetTitle.ts'

const row: PersonBehind = {
  key: '1',
  employeeNo: 'KPL0392',
  fullName: '覃建',
  unit: { id: 13, name: '总装车间' },
  post: '装配工',
  title: '消防急救',
  englishTitle: 'Fire and first aid',
  templateId: 2,
  state: null,
  day: null,
  daysLeft: null,
  amount: null,
  isRenewing: false,
  remindedOn: null,
}
const named = { coverage: heat.company, exams: exams.company, courses: courses.company }
const titleOf = (opening: Opening, speech = inChinese) => sheetTitle(opening, { total: 1376, people: 133, items: [row] }, named, speech)

describe('the sheet of people', () => {
  it.each<[Opening, string]>([
    [{ of: 'people' }, '员工 1,376 人'],
    [{ of: 'active', period: 'week' }, '本周活跃 1,376 人'],
    [{ of: 'missing', unitId: 1, templateId: 8 }, '缺数据合规 1,376 人'],
    [{ of: 'missing', unitId: 1, templateId: null }, '缺证 1,376 张'],
    [{ of: 'expiring', withinDays: 30 }, '30 天内到期 1,376 张'],
    [{ of: 'exam', examId: 5 }, '数据合规 1,376 人次'],
    [{ of: 'issued', when: '2026-11' }, '11月颁发 1,376 张'],
    [{ of: 'issued', when: '2026-11-23' }, '2026-11-23 颁发 1,376 张'],
    [{ of: 'issued', when: null }, '累计颁发 1,376 张'],
    [{ of: 'revoked' }, '撤销 1,376 张'],
    [{ of: 'learning', unitId: 20 }, '本月学习 133 人'],
    [{ of: 'badges', category: 'streak' }, '坚持奖章 1,376 枚'],
    [{ of: 'course', courseId: 2 }, '数据合规基础 1,376 人'],
    [{ of: 'person', employeeNo: 'KPL0392' }, '覃建，必备证书 1,376 张'],
  ])('is called what was opened: %o', (opening, title) => expect(titleOf(opening)).toBe(title))
  it('is called what was opened before anybody has counted, and where nobody can', () => {
    const opened: Opening[] = [
      { of: 'missing', unitId: 1, templateId: null },
      { of: 'learning', unitId: 1 },
      { of: 'person', employeeNo: 'KPL0392' },
    ]
    expect(opened.map(opening => sheetTitle(opening, null, named, inChinese))).toEqual(['缺证 … 张', '本月学习 … 人', 'KPL0392，必备证书 … 张'])
    expect(opened.map(opening => sheetTitle(opening, null, named, inEnglish))[0]).toBe('… certificates missing')
  })
  it('is called so in English', () => expect(titleOf({ of: 'issued', when: '2026-11-23' }, inEnglish)).toBe('1,376 issued on 23 Nov 2026'))
})

describe('a row behind a number', () => {
  it('is about the certificate, in the reader’s language, or else about the post', () => {
    expect([rowAbout(row, inChinese), rowAbout(row, inEnglish), rowAbout({ ...row, title: null, englishTitle: null }, inEnglish)]).toEqual([
      '消防急救',
      'Fire and first aid',
      '装配工',
    ])
  })
  it.each<[string, Opening['of'], Partial<PersonBehind>, string | null]>([
    ['what ends soon', 'expiring', { state: 'expiring', daysLeft: 2 }, 'clock 2 天'],
    ['what ends today', 'expiring', { state: 'expiring', daysLeft: 0 }, 'clock 今天到期'],
    ['what has ended', 'missing', { state: 'missing', daysLeft: -12 }, 'fail 过期 12 天'],
    ['what was never held', 'missing', { state: 'missing' }, 'fail 从未取得'],
    ['what is in force', 'person', { state: 'covered', day: '2027-01-01' }, 'valid 有效'],
    ['a failed attempt', 'exam', { state: 'failed', amount: 55 }, 'fail 55 分'],
    ['a few minutes', 'learning', { amount: 42.4 }, 'null 42 分钟'],
    ['hours', 'learning', { amount: 225 }, 'null 3.8 小时'],
    ['a course under way', 'course', { state: 'underway', amount: 40 }, 'null 40%'],
    ['a course completed', 'course', { state: 'completed', amount: 100 }, 'valid 学完'],
    ['a day of issue', 'issued', { day: '2026-11-20' }, 'null 2026-11-20'],
    ['nothing', 'people', {}, null],
  ])('says %s', (_, of, more, words) => {
    const mark = rowMark(of, { ...row, ...more }, inChinese)
    expect(mark && `${mark.icon} ${mark.words}`).toBe(words)
  })
  it.each<[string, Partial<PersonBehind>, string]>([
    ['nothing', {}, ''],
    ['that they were reminded today', { remindedOn: '2026-11-23' }, '今天已提醒'],
    ['when they were reminded', { remindedOn: '2026-11-20' }, '2026-11-20 已提醒'],
    ['that they are renewing', { remindedOn: '2026-11-20', isRenewing: true }, '续证中'],
    ['that they failed', { state: 'failed' }, '未通过'],
  ])('notes %s', (_, more, words) => expect(rowNote({ ...row, ...more }, '2026-11-23', inChinese)).toBe(words))
})

describe('what became of reminding', () => {
  it.each([
    [{ reminded: 5, already: 0, notNeeded: 0 }, '提醒了 5 张证书的持有人'],
    [{ reminded: 4, already: 1, notNeeded: 2 }, '提醒了 4 张证书的持有人；1 张此前提醒过；2 张已经不需要'],
  ])('is one sentence: %o', (result, words) => expect(reminderWords(result, inChinese)).toBe(words))
})
