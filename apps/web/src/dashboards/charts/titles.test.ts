import { describe, expect, it } from 'vitest'
import { activeSpark } from './activeSpark.ts'
import { badgeBars } from './badgeBars.ts'
import { courseBars } from './courseBars.ts'
import { coverageBars } from './coverageBars.ts'
import { coverageHeat } from './coverageHeat.ts'
import { coverageMatrix } from './coverageMatrix.ts'
import { coverageTrend } from './coverageTrend.ts'
import { departmentRanking } from './departmentRanking.ts'
import { examScores } from './examScores.ts'
import { expiryTimeline } from './expiryTimeline.ts'
import { issuanceDays } from './issuanceDays.ts'
import { issuanceMonths } from './issuanceMonths.ts'
import { peopleField } from './peopleField.ts'
import * as samples from './samples.ts'
import { inChinese, inEnglish, speeches } from './speeches.ts'
import { teamRanking } from './teamRanking.ts'

/** On a card, where a title may go on to another line. */
const onCard = <Data>({ title }: { title: (data: Data, speech: typeof inChinese) => string }, data: Data) =>
  speeches.map(speech => title(data, { ...speech, wraps: true }))
const inBoth = <Data>({ title }: { title: (data: Data, speech: typeof inChinese) => string }, data: Data) => speeches.map(speech => title(data, speech))

describe('a title is the answer', () => {
  it.each([
    ['months', inBoth(issuanceMonths, samples.months.company), ['本月颁发 273 张，比上月同期多 12%', '273 issued this month, up 12%']],
    ['days', inBoth(issuanceDays, samples.days.company), ['今天 16 张，近 30 天工作日均 16 张', '16 today, 16 on a usual workday']],
    ['people active', inBoth(activeSpark, samples.active.company), ['近 30 天每天活跃的人，今天 429 人', 'Active each day in 30 days, 429 today']],
    ['lamps', inBoth(peopleField, samples.field.company), ['890 人证照齐全，290 人缺证', '890 have all required, 290 lack some']],
    [
      'the map',
      inBoth(coverageHeat, samples.heat.company),
      ['覆盖最低：市场营销部的数据合规 81%，缺 44 人', 'Lowest: 市场营销部, Data compliance 81%, 44 missing'],
    ],
    ['coverage on phones', onCard(coverageBars, samples.heat.company), ['岗位技能整体最低，缺 108 人', 'Job skills is lowest overall, 108 missing']],
    ['the matrix', inBoth(coverageMatrix, samples.matrix.company), ['16 人中 11 人证照齐全，缺 9 张', '11 of 16 have all required, 9 certificates missing']],
    ['the team', inBoth(coverageTrend, samples.trend.company), ['团队覆盖率 93.4%，比全公司低 1.1 个点', 'Team coverage 93.4%, 1.1 points below company']],
    ['expiry', inBoth(expiryTimeline, samples.expiry.company), ['30 天内到期的，67 张还没人续', '67 expire in 30 days, not renewed']],
    ['exams', inBoth(examScores, samples.exams.company), ['数据合规最难过：通过率 63%', 'Data compliance is hardest: 63% pass']],
    ['learning', inBoth(departmentRanking, samples.learning.company), ['技术研发部本月人均学 6.3 小时，居首', '技术研发部 leads: 6.3 h each']],
    ['badges', inBoth(badgeBars, samples.badges.company), ['坚持奖章最多，共 1,384 枚', 'Most badges: Streaks, 1,384']],
    ['courses', inBoth(courseBars, samples.courses.company), ['新员工安全教育学完的人最多，1,102 人', 'Safety for newcom… leads, 1,102 done']],
    ['points', inBoth(teamRanking, samples.ranking.company), ['秦梅一 500 分居首，中位 372.5 分', '秦梅一 leads: 500, median 372.5']],
  ])('of %s', (_, titles, told) => expect(titles).toEqual(told))

  const issued = (n: number, sameDaysBefore: number) => {
    const months = samples.months.nothing.months.map((month, i) => (i === 11 ? { ...month, issued: { course: n, exam: 0, achievement: 0 } } : month))
    return issuanceMonths.title({ months, sameDaysBefore, throughDay: 23 }, inChinese)
  }
  it.each([
    [100, 80, '本月颁发 100 张，比上月同期多 25%'],
    [60, 80, '本月颁发 60 张，比上月同期少 25%'],
    [80, 80, '本月颁发 80 张，与上月同期持平'],
    [80, 0, '本月已颁发 80 张'],
  ])('%i certificates after %i in as many days of the month before', (n, before, told) => expect(issued(n, before)).toBe(told))

  it('does not count today, or days off, among usual workdays', () => {
    const [first, ...rest] = samples.days.company.days
    const days = [...(first ? [{ ...first, issued: 9000, isWorkday: false }] : []), ...rest]
    expect(issuanceDays.title({ days }, inChinese)).toBe('今天 16 张，近 30 天工作日均 16 张')
  })

  const heatOf = (covered: number) => ({
    ...samples.heat.one,
    whole: { ...samples.heat.one.whole, cells: [{ required: 10, covered }] },
    units: samples.heat.one.units.map(unit => ({ ...unit, cells: [{ required: 10, covered }] })),
  })
  it.each([
    [10, '必备证书全部齐全'],
    [0, '1 种必备证书已设定，还没有人取得'],
    [9, '覆盖最低：生产制造部的入职培训 90%，缺 1 人'],
  ])('of a coverage of %i in 10', (covered, told) => expect(coverageHeat.title(heatOf(covered), inChinese)).toBe(told))

  it('finds the lowest among people of the unit itself too: who is in none of the units below it', () => {
    const direct = { ...heatOf(10), whole: { ...samples.heat.one.whole, cells: [{ required: 12, covered: 11 }] } }
    expect(coverageHeat.title(direct, inChinese)).toBe('覆盖最低：全公司的入职培训 91%，缺 1 人')
    expect(coverageBars.title(direct, inChinese)).toBe('入职培训整体最低，缺 1 人')
  })

  it('cuts no name where it may take another line', () => {
    const { courses } = samples.courses.company
    expect(courseBars.title({ courses }, inEnglish)).toContain('…')
    expect(courseBars.title({ courses }, { ...inEnglish, wraps: true })).toContain(courses[0]?.englishTitle)
  })

  const people = (covered: number, expiring: number, missing: number) =>
    peopleField.title(
      { requirements: 1, departments: [{ unit: { id: 1, name: '部门' }, teams: [{ unit: { id: 2, name: '团队' }, covered, expiring, missing }] }] },
      inEnglish,
    )
  it('counts who expires soon among those who have everything', () => {
    expect(people(3, 2, 1)).toBe('5 have all required, 1 lacks some')
    expect(people(3, 2, 0)).toBe('All 5 have all required')
    expect(people(0, 0, 7)).toBe('Nobody has all required, 7 lack some')
  })

  it('says when all that ends soon is being renewed, and when nothing does', () => {
    const within = (certificates: number, open: number) => ({
      ...samples.expiry.company,
      within: [{ days: 30, certificates, people: certificates, open }, ...samples.expiry.company.within.slice(1)],
    })
    expect(expiryTimeline.title(within(8, 0), inChinese)).toBe('30 天内到期的，都在续证中')
    expect(expiryTimeline.title(within(0, 0), inChinese)).toBe('30 天内没有证书到期')
    expect(expiryTimeline.title(samples.expiry.nothing, inChinese)).toBe('90 天内没有证书到期')
  })

  it('names nobody alone where several share the first place', () => {
    const shared = samples.ranking.company.people.map(person => ({ ...person, rank: person.rank === 2 ? 1 : person.rank }))
    expect(teamRanking.title({ people: shared, median: 300 }, inChinese)).toBe('秦梅一等并列居首，500 分，中位 300 分')
  })

  it('compares a team with everyone only where there is something to compare', () => {
    const [now] = samples.trend.company.months.slice(-1)
    const of = (unit: number | null, enterprise: number | null) =>
      coverageTrend.title(
        {
          months: now
            ? [
                { ...now, unit: 90, enterprise: 90 },
                { ...now, unit, enterprise },
              ]
            : [],
        },
        inChinese,
      )
    expect([of(94, 94.3), of(96, 94), of(90, null), of(null, null)]).toEqual([
      '团队覆盖率 94.0%，与全公司持平',
      '团队覆盖率 96.0%，比全公司高 2.0 个点',
      '团队覆盖率 90.0%',
      '现在没有必备证书',
    ])
  })
})
