import type { KeyFigures } from '@wallet/shared/dashboards/figures'
import { describe, expect, it } from 'vitest'
import * as samples from '../charts/samples.ts'
import { inChinese, inEnglish } from '../charts/speeches.ts'
import { teamFigures, unitFigures, type WallFigure } from './figures.ts'

const company: KeyFigures = {
  unit: { id: 1, name: '考培练' },
  asOf: '2026-11-23T06:05:00.000Z',
  people: 1180,
  departments: 4,
  teams: 12,
  active: { ...samples.active.company, today: 412, weekAgo: 440 },
  certificates: {
    issued: 6362,
    inForce: 5166,
    revoked: 8,
    today: { issued: 16, before: 15 },
    thisMonth: { issued: 273, before: 244 },
    byType: { course: 3000, exam: 3000, achievement: 362 },
  },
  expiring: { certificates: 137, open: 67 },
  coverage: { part: 7410, whole: 7838 },
  peopleCovered: { part: 890, whole: 1180 },
  aims: { goal: 95, floor: 90 },
  courses: { part: 803, whole: 1030 },
  exams: { taken: 1500, passed: 1200, average: 84.6 },
}
const nothing: KeyFigures = {
  ...company,
  people: 0,
  departments: 0,
  teams: 0,
  active: { ...samples.active.nothing, today: 0, weekAgo: 0 },
  certificates: { ...company.certificates, issued: 0, inForce: 0, today: { issued: 0, before: 0 }, thisMonth: { issued: 0, before: 0 } },
  expiring: { certificates: 0, open: 0 },
  coverage: { part: 0, whole: 0 },
  peopleCovered: { part: 0, whole: 0 },
  courses: { part: 0, whole: 0 },
  exams: { taken: 0, passed: 0, average: null },
}
const told = (figures: readonly WallFigure[]) =>
  figures.map(({ name, value, unit, remarks }) => [name, `${value}${unit}`, ...remarks.map(({ words }) => words)].join(' · '))

describe('the six figures on top of a wall', () => {
  it('tell of a unit', () =>
    expect(told(unitFigures(company, inChinese))).toEqual([
      '员工 · 1,180人 · 4 个部门，12 个团队',
      '今日活跃 · 412人 · 占全员 34% · 上周此时 440',
      '累计颁发 · 6,362张 · 现行有效 5,166',
      '本月颁发 · 273张 · ▲ 12% · 比上月同期',
      '今天颁发 · 16张 · 工作日均 15',
      '必备证书覆盖 · 94.5% · 离目标 95% 还差 37 张',
    ]))
  it('tell of a team', () =>
    expect(told(teamFigures(company, inChinese))).toEqual([
      '成员 · 1,180人 · 今天活跃 412 人',
      '证照齐全 · 890人 · 占全员 75% · 缺证 290 人',
      '30 天内到期 · 137张 · 67 张还没人续',
      '本月颁发 · 273张 · ▲ 12% · 上月同期 244',
      '平均成绩 · 84.6分 · 课程完成率 77%',
      '必备证书覆盖 · 94.5% · 离目标 95% 还差 37 张',
    ]))
  it('say where there is nothing', () => {
    expect(told(unitFigures(nothing, inChinese))).toEqual([
      '员工 · 0人 · —',
      '今日活跃 · 0人 · —',
      '累计颁发 · 0张 · 还没有颁发过',
      '本月颁发 · 0张 · —',
      '今天颁发 · 0张 · —',
      '必备证书覆盖 · — · 目标 95%',
    ])
    expect(told(teamFigures(nothing, inChinese))[4]).toBe('平均成绩 · — · 还没有人交卷')
  })
  it('speak English, one in the singular', () => {
    expect(told(unitFigures({ ...company, departments: 1, teams: 2 }, inEnglish))[0]).toBe('Employees · 1,180people · 1 department, 2 teams')
    expect(told(unitFigures({ ...company, departments: 1, teams: 1 }, inEnglish))[0]).toBe('Employees · 1,180people · 1 team')
    expect(told(unitFigures(company, inEnglish))[1]).toBe('Active today · 412people · 34% of all · a week ago 440')
  })
  it('do not hide that a goal is reached', () =>
    expect(told(unitFigures({ ...company, coverage: { part: 96, whole: 100 } }, inChinese))[5]).toBe('必备证书覆盖 · 96.0% · 目标 95% · 已达目标'))
})
