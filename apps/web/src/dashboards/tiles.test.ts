import type { KeyFigures } from '@wallet/shared/dashboards/figures'
import { describe, expect, it } from 'vitest'
import { active } from './charts/samples.ts'
import { inChinese, inEnglish } from './charts/speeches.ts'
import { tilesOf } from './tiles.ts'

const figures: KeyFigures = {
  unit: { id: 1, name: '考培练集团' },
  asOf: '2026-11-23T06:05:00.000Z',
  people: 1180,
  departments: 4,
  teams: 12,
  active: { ...active.company, today: 412, weekAgo: 440 },
  certificates: {
    issued: 6362,
    inForce: 5166,
    revoked: 14,
    today: { issued: 16, before: 15 },
    thisMonth: { issued: 273, before: 244 },
    byType: { course: 3000, exam: 2500, achievement: 862 },
  },
  expiring: { certificates: 137, open: 67 },
  coverage: { part: 7507, whole: 7941 },
  peopleCovered: { part: 890, whole: 1180 },
  aims: { goal: 95, floor: 90 },
  courses: { part: 2116, whole: 2494 },
  exams: { taken: 1721, passed: 1483, average: 84.61 },
}
const told = (given: KeyFigures, speech = inChinese) =>
  tilesOf(given, false, speech).map(({ label, value, unit, notes }) => `${label} ${value}${unit}｜${notes.map(({ words }) => words).join(' ')}`)
const noteOf = (given: KeyFigures, key: string) =>
  tilesOf(given, false, inChinese)
    .find(tile => tile.key === key)
    ?.notes.map(({ words }) => words)

describe('the key figures', () => {
  it('say what a company is asked for, each beside what it is fairly compared with', () =>
    expect(told(figures)).toEqual([
      '员工 1,180人｜4 个部门',
      '今日活跃 412人｜员工 1,180 人 占全员 34% 上周一同时 440',
      '本月颁发 273张｜12% 比上月同期',
      '累计颁发 6,362张｜有效 5,166 撤销 14',
      '30 天内到期 137张｜67 张还没人续',
      '必备覆盖 94.5%｜离目标 95% 还差 37 张',
    ]))
  it('need no measure words in English', () => expect(told(figures, inEnglish)[3]).toBe('Issued in all 6,362｜5,166 in force 14 revoked'))
  it('of a team are about its people', () =>
    expect(tilesOf(figures, true, inChinese).map(({ key }) => key)).toEqual(['people', 'complete', 'month', 'active', 'expiring', 'coverage']))
  it('never open the opposite: of those who have everything, the ones who miss something are beside them', () => {
    const complete = tilesOf(figures, true, inChinese).find(({ key }) => key === 'complete')
    expect([complete?.opens, complete?.notes]).toEqual([null, [{ words: '缺证 290 人', opens: { of: 'missing', unitId: 1, templateId: null } }]])
  })
  it('each open the people behind them', () =>
    expect(tilesOf(figures, false, inChinese).map(({ opens }) => opens?.of)).toEqual(['people', 'active', 'issued', 'issued', 'expiring', 'missing']))

  it.each([
    ['nothing was issued the month before', 5, 0, ['上月同期没有颁发']],
    ['as many were issued', 244, 244, ['与上月同期持平']],
    ['fewer were issued', 122, 244, ['50%', '比上月同期']],
  ])('compare months fairly where %s', (_, issued, before, words) =>
    expect(noteOf({ ...figures, certificates: { ...figures.certificates, thisMonth: { issued, before } } }, 'month')).toEqual(words),
  )
  it.each([
    ['nothing ends', 0, 0, ['没有要到期的']],
    ['everybody renews', 12, 0, ['都在续证中']],
  ])('say so where %s', (_, certificates, open, words) => expect(noteOf({ ...figures, expiring: { certificates, open } }, 'expiring')).toEqual(words))
  it.each([
    ['is reached', { part: 95, whole: 100 }, ['目标 95%', '已达目标']],
    ['is missed by one', { part: 94, whole: 100 }, ['离目标 95% 还差 1 张']],
    ['has nothing to reach', { part: 0, whole: 0 }, ['还没有设定必备证书']],
  ])('tell where the goal %s', (_, coverage, words) => expect(noteOf({ ...figures, coverage }, 'coverage')).toEqual(words))
})
