import type { FeedEntry } from '@wallet/shared/dashboards/feed'
import type { KeyFigures } from '@wallet/shared/dashboards/figures'
import type { Overview, TeamOverview } from '@wallet/shared/dashboards/overview'
import { maskName } from '@wallet/shared/verification/maskName'
import * as samples from '../../apps/web/src/dashboards/charts/samples.ts'

type Occasion = samples.Occasion

const many = (occasion: Occasion) => occasion === 'company' || occasion === 'longNames'
const longUnit = '华东区域市场营销与客户关系综合管理及服务质量保证中心第三项目组'
const longTitle = '关于二〇二六年度全员安全生产责任制与应急处置综合能力提升的专项培训'
const nameOf = (occasion: Occasion, name: string, long: string) => (occasion === 'longNames' ? long : name)

/** The same figures as the samples of the charts, where both tell of them. */
const figuresOf = (occasion: Occasion, isTeam: boolean): KeyFigures => {
  const scale = { nothing: 0, one: 1, company: 1180, longNames: 1180 }[occasion]
  const people = isTeam && many(occasion) ? 16 : scale
  const company = many(occasion)
  const issued = company ? (isTeam ? 214 : 6362) : scale
  return {
    unit: isTeam ? { id: 14, name: nameOf(occasion, '质量保证组', longUnit) } : { id: 1, name: '全公司' },
    asOf: '2026-11-23T06:05:30.000Z',
    people,
    departments: isTeam ? 0 : company ? 4 : scale,
    teams: isTeam ? 0 : company ? 12 : scale,
    active: company ? { ...samples.active.company, today: isTeam ? 17 : 412, weekAgo: isTeam ? 18 : 440 } : samples.active[occasion],
    certificates: {
      issued,
      inForce: company ? (isTeam ? 161 : 5166) : scale,
      revoked: 0,
      today: { issued: company ? (isTeam ? 1 : 16) : scale, before: company ? (isTeam ? 1 : 16) : 0 },
      thisMonth: { issued: company ? (isTeam ? 14 : 273) : scale, before: company ? (isTeam ? 11 : 244) : 0 },
      byType: { course: issued, exam: 0, achievement: 0 },
    },
    expiring: company ? { certificates: isTeam ? 2 : 137, open: isTeam ? 1 : 67 } : { certificates: scale, open: scale },
    coverage: company ? (isTeam ? { part: 118, whole: 127 } : { part: 7407, whole: 7838 }) : { part: 0, whole: scale },
    peopleCovered: company ? (isTeam ? { part: 11, whole: 16 } : { part: 890, whole: 1180 }) : { part: 0, whole: scale },
    aims: { goal: 95, floor: 90 },
    courses: company ? { part: 803, whole: 1030 } : { part: 0, whole: scale },
    exams: company ? { taken: 1500, passed: 1200, average: 84.6 } : { taken: 0, passed: 0, average: null },
  }
}

const rows = [
  ['exam', '黄*', '消防与急救', '总装车间'],
  ['achievement', '崔*兰', '百题达人', '财务法务组'],
  ['course', '朱*霞', '5S 现场管理', '总装车间'],
  ['course', '潘*佑', '数据合规基础', '焊装车间'],
  ['course', '贺*建', '数据合规基础', '焊装车间'],
  ['exam', '李*', '安全生产上岗', '冲压车间'],
] as const
const entriesOf = (occasion: Occasion): FeedEntry[] =>
  (many(occasion) ? rows : rows.slice(0, occasion === 'one' ? 1 : 0)).map(([type, holderName, title, unit], index) => ({
    id: 100 - index,
    issuedAt: new Date(Date.parse('2026-11-23T06:04:00Z') - 1_200_000 * index).toISOString(),
    type,
    holderName: nameOf(occasion, holderName, 'Muhammad-Abdurrahman *'),
    title: nameOf(occasion, title, longTitle),
    unit: { id: 2, name: nameOf(occasion, unit, longUnit) },
  }))

const stars = ['汪岚', '丁一泽', '韩轩', '沈庆', '杨帆']
const starsOf = (occasion: Occasion) =>
  (many(occasion) ? stars : stars.slice(0, occasion === 'one' ? 1 : 0)).map((name, index) => ({
    rank: index + 1,
    fullName: nameOf(occasion, maskName(name), 'Muhammad-Abdurrahman *'),
    unit: { id: 2, name: nameOf(occasion, '数据智能组', longUnit) },
    points: 587 - 7 * index,
  }))

/** Everything a wall shows of a unit, by what it shall be tried with. */
export const overviewOf = (occasion: Occasion, isTeam: boolean): Overview => ({
  figures: figuresOf(occasion, isTeam),
  isEnterprise: !isTeam,
  above: isTeam
    ? [
        { id: 1, name: '全公司' },
        { id: 10, name: nameOf(occasion, '生产制造部', longUnit) },
      ]
    : [],
  below: isTeam ? [] : [{ id: 10, name: '生产制造部' }],
  issuanceMonths: samples.months[occasion],
  issuanceDays: samples.days[occasion],
  expiry: samples.expiry[occasion],
  coverage: samples.heat[occasion],
  field:
    isTeam && many(occasion)
      ? {
          requirements: 8,
          departments: [{ unit: { id: 14, name: '质量保证组' }, teams: [{ unit: { id: 14, name: '质量保证组' }, covered: 10, expiring: 1, missing: 5 }] }],
        }
      : samples.field[occasion],
  exams: samples.exams[occasion],
  learning: samples.learning[occasion],
  badges: samples.badges[occasion],
  courses: samples.courses[occasion],
  topLearners: { people: starsOf(occasion) },
  feed: { entries: entriesOf(occasion), issuedToday: many(occasion) ? 16 : entriesOf(occasion).length },
})

export const teamOf = (occasion: Occasion): TeamOverview => ({
  ranking: samples.ranking[occasion],
  trend: samples.trend[occasion],
  matrix: samples.matrix[occasion],
})
