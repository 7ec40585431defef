import type { CoverageCell, CoverageHeat, CoverageMatrix, Holding, PeopleField } from '@wallet/shared/dashboards/coverage'
import type { ExamBoard } from '@wallet/shared/dashboards/exams'
import type { ExpiryRadar } from '@wallet/shared/dashboards/expiry'
import type { ActiveFigure } from '@wallet/shared/dashboards/figures'
import type { BadgeBoard, CourseBoard, DepartmentRanking, TeamRanking } from '@wallet/shared/dashboards/ranking'
import type { CoverageTrend, IssuanceDays, IssuanceMonths } from '@wallet/shared/dashboards/trend'

/** What the charts are tested with: nothing, one row, a company of 1,180 people, and names that are too long everywhere. */
export const occasions = ['nothing', 'one', 'company', 'longNames'] as const
export type Occasion = (typeof occasions)[number]
type Samples<Data> = Readonly<Record<Occasion, Data>>

const long = '华东区域市场营销与客户关系综合管理及服务质量保证中心第三项目组'
const longEnglish = 'Regional marketing, customer relations and service quality assurance centre, third project group'
const aims = { goal: 95, floor: 90 }
const pad = (n: number) => String(n).padStart(2, '0')

const monthNames = [...Array.from({ length: 12 }, (_, i) => (i === 0 ? '2025-12' : `2026-${pad(i)}`))]
const monthsOf = (issued: readonly (readonly [number, number, number])[]) =>
  monthNames.map((month, i) => {
    const [course, exam, achievement] = issued[i] ?? [0, 0, 0]
    return { month, issued: { course, exam, achievement } }
  })
const companyMonths: IssuanceMonths = {
  months: monthsOf([
    [174, 125, 35],
    [159, 112, 28],
    [91, 48, 9],
    [221, 141, 55],
    [214, 121, 26],
    [164, 90, 29],
    [214, 240, 49],
    [220, 119, 31],
    [164, 117, 35],
    [215, 147, 36],
    [192, 112, 40],
    [157, 89, 27],
  ]),
  sameDaysBefore: 244,
  throughDay: 23,
}
export const months: Samples<IssuanceMonths> = {
  nothing: { months: monthsOf([]), sameDaysBefore: 0, throughDay: 23 },
  one: { months: monthNames.map((month, i) => ({ month, issued: { course: i === 11 ? 1 : 0, exam: 0, achievement: 0 } })), sameDaysBefore: 0, throughDay: 1 },
  company: companyMonths,
  longNames: companyMonths,
}

const issuedByDay = [3, 17, 15, 20, 16, 15, 7, 2, 18, 13, 13, 15, 13, 5, 2, 15, 20, 14, 16, 15, 4, 2, 18, 17, 16, 18, 15, 4, 2, 16]
/** From Sunday, 25 October 2026. */
const dayAt = (index: number) => new Date(Date.UTC(2026, 9, 25 + index)).toISOString().slice(0, 10)
const daysOf = (issued: readonly number[]): IssuanceDays => ({
  days: Array.from({ length: 30 }, (_, i) => ({ day: dayAt(i), issued: issued[i] ?? 0, isWorkday: i % 7 !== 0 && i % 7 !== 6 })),
})
export const days: Samples<IssuanceDays> = {
  nothing: daysOf([]),
  one: daysOf([...Array<number>(29).fill(0), 1]),
  company: daysOf(issuedByDay),
  longNames: daysOf(issuedByDay),
}

const activeOf = (people: readonly number[]): ActiveFigure => ({
  today: people.at(-1) ?? 0,
  weekAgo: 0,
  thisWeek: 0,
  thisMonth: 0,
  days: Array.from({ length: 30 }, (_, i) => ({ day: dayAt(i), people: people[i] ?? 0 })),
})
const companyActive = activeOf(Array.from({ length: 30 }, (_, i) => (i % 7 === 0 ? 90 : i % 7 === 6 ? 160 : 400 + i)))
export const active: Samples<ActiveFigure> = {
  nothing: activeOf([]),
  one: activeOf([...Array<number>(29).fill(0), 1]),
  company: companyActive,
  longNames: companyActive,
}

const team = (id: number, name: string, covered: number, expiring: number, missing: number) => ({ unit: { id, name }, covered, expiring, missing })
const companyField: PeopleField = {
  requirements: 8,
  departments: [
    {
      unit: { id: 10, name: '生产制造部' },
      teams: [team(11, '冲压车间', 93, 12, 43), team(12, '焊装车间', 114, 11, 27), team(13, '总装车间', 97, 15, 51), team(14, '质量保证组', 13, 2, 8)],
    },
    { unit: { id: 20, name: '技术研发部' }, teams: [team(21, '平台研发组', 76, 19, 29), team(22, '测试验证组', 58, 7, 17), team(23, '数据智能组', 42, 13, 7)] },
    { unit: { id: 30, name: '市场营销部' }, teams: [team(31, '华东大区', 69, 6, 21), team(32, '华南大区', 45, 6, 33), team(33, '客户服务组', 33, 5, 24)] },
    { unit: { id: 40, name: '职能支持部' }, teams: [team(41, '人力行政组', 77, 5, 16), team(42, '财务法务组', 70, 2, 14)] },
  ],
}
export const field: Samples<PeopleField> = {
  nothing: { requirements: 0, departments: [] },
  one: { requirements: 1, departments: [{ unit: { id: 10, name: '生产制造部' }, teams: [team(11, '冲压车间', 0, 0, 1)] }] },
  company: companyField,
  longNames: {
    ...companyField,
    departments: companyField.departments.map(({ teams }, i) => ({
      unit: { id: i, name: long },
      teams: teams.map(its => ({ ...its, unit: { id: its.unit.id, name: longEnglish } })),
    })),
  },
}
/** 100,000 people: 60 departments of 33 teams each. */
export const hugeField: PeopleField = {
  requirements: 8,
  departments: Array.from({ length: 60 }, (_, i) => ({
    unit: { id: i + 1, name: `部门 ${i + 1}` },
    teams: Array.from({ length: 33 }, (__, j) => team(1000 + 33 * i + j, `团队 ${j + 1}`, 40 + (i % 5), 4, 6 + (j % 3))),
  })),
}

const certificates = [
  ['入职培训', 'Induction'],
  ['消防急救', 'Fire and first aid'],
  ['信息安全', 'Information security'],
  ['廉洁从业', 'Integrity'],
  ['安全生产', 'Safety at work'],
  ['质量体系', 'Quality system'],
  ['岗位技能', 'Job skills'],
  ['数据合规', 'Data compliance'],
].map(([title = '', englishTitle = ''], index) => ({ id: index + 1, title, englishTitle }))
type Pair = readonly [required: number, covered: number] | null
const row = (id: number, name: string, pairs: readonly Pair[]) => {
  const cells = pairs.map((pair): CoverageCell | null => (pair ? { required: pair[0], covered: pair[1] } : null))
  const held = cells.filter(cell => cell !== null)
  const total = { required: held.reduce((sum, { required }) => sum + required, 0), covered: held.reduce((sum, { covered }) => sum + covered, 0) }
  return { unit: { id, name }, cells, total: held.length > 0 ? total : null }
}
const pairs = (required: number, covered: readonly (number | null)[]): Pair[] => covered.map(n => (n === null ? null : [required, n]))
const companyHeat: CoverageHeat = {
  certificates,
  whole: row(1, '全公司', [
    [1180, 1135],
    [1180, 1129],
    [1180, 1144],
    [1180, 1127],
    [754, 725],
    [754, 718],
    [996, 888],
    [717, 641],
  ]),
  units: [
    row(10, '生产制造部', pairs(486, [466, 465, 468, 465, 467, 461, 412, null])),
    row(20, '技术研发部', pairs(268, [257, 260, 262, 254, 258, 257, 257, 248])),
    row(30, '市场营销部', pairs(242, [232, 227, 236, 230, null, null, 219, 198])),
    row(40, '职能支持部', pairs(184, [180, 177, 178, 178, null, null, null, 172])),
  ],
  aims,
}
export const heat: Samples<CoverageHeat> = {
  nothing: { certificates: [], whole: row(1, '全公司', []), units: [], aims },
  one: { certificates: certificates.slice(0, 1), whole: row(1, '全公司', [[1, 0]]), units: [row(10, '生产制造部', [[1, 0]])], aims },
  company: companyHeat,
  longNames: {
    ...companyHeat,
    certificates: certificates.map(({ id }) => ({ id, title: long, englishTitle: longEnglish })),
    units: companyHeat.units.map(unit => ({ ...unit, unit: { id: unit.unit.id, name: long } })),
  },
}
/** More units and certificates than any screen has room for. */
export const hugeHeat: CoverageHeat = {
  certificates: Array.from({ length: 40 }, (_, i) => ({ id: i + 1, title: `证书 ${i + 1}`, englishTitle: `Certificate ${i + 1}` })),
  whole: row(1, '全公司', pairs(100_000, Array<number>(40).fill(91_234))),
  units: Array.from({ length: 60 }, (_, i) => row(10 + i, `部门 ${i + 1}`, pairs(1600, Array<number>(40).fill(1500 - i)))),
  aims,
}

const spans = [
  [12, 13],
  [13, 11],
  [15, 11],
  [11, 15],
  [9, 8],
  [7, 12],
  [26, 7],
  [20, 5],
  [23, 10],
  [20, 4],
  [19, 4],
  [18, 4],
  [25, 0],
  [20, 1],
  [26, 1],
  [22, 1],
  [17, 1],
  [24, 3],
]
const radar = (from: readonly (readonly number[])[]): ExpiryRadar => {
  const all = Array.from({ length: 18 }, (_, i) => ({ fromDay: 5 * i, open: from[i]?.[0] ?? 0, renewing: from[i]?.[1] ?? 0 }))
  const within = [30, 60, 90].map(until => {
    const its = all.filter(({ fromDay }) => fromDay < until)
    const open = its.reduce((sum, span) => sum + span.open, 0)
    return { days: until, certificates: open + its.reduce((sum, { renewing }) => sum + renewing, 0), open }
  })
  const first = from[0]?.[0] ?? 0
  return { spans: all, within, week: { days: 7, certificates: first, open: first } }
}
const companyRadar = radar(spans)
export const expiry: Samples<ExpiryRadar> = { nothing: radar([]), one: radar([[1, 0]]), company: companyRadar, longNames: companyRadar }

const binsFrom40 = (bins: readonly number[]) => [...Array<number>(20).fill(0), ...bins]
const exam = (examId: number, title: string, englishTitle: string, passMark: number, bins: readonly number[], passed: number, average: number) => {
  return { examId, title, englishTitle, passMark, attempts: bins.reduce((sum, n) => sum + n, 0), passed, average, bins: binsFrom40(bins) }
}
const companyExams = [
  exam(
    3,
    '消防与急救',
    'Fire and first aid',
    70,
    [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 1, 5, 4, 7, 8, 21, 24, 37, 46, 47, 37, 36, 25, 27, 16, 9, 9, 5],
    354,
    82.94,
  ),
  exam(
    1,
    '安全生产上岗',
    'Safety at work',
    80,
    [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 2, 4, 7, 13, 33, 42, 40, 64, 55, 55, 37, 30, 28],
    397,
    89.33,
  ),
  exam(
    2,
    '信息安全年度',
    'Information security',
    80,
    [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 6, 16, 23, 45, 59, 59, 63, 56, 50, 48, 39, 31, 37],
    487,
    87.55,
  ),
  exam(4, '质量内审员', 'Quality auditor', 70, [0, 0, 0, 0, 0, 1, 1, 0, 3, 3, 1, 1, 7, 6, 9, 6, 4, 5, 4, 6, 6, 11, 7, 6, 5, 1, 2, 1, 1, 0], 65, 75.41),
  exam(5, '数据合规', 'Data compliance', 80, [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 4, 2, 6, 13, 6, 16, 21, 30, 34, 25, 28, 29, 25, 15, 10, 6, 4, 4], 180, 81.74),
]
export const exams: Samples<ExamBoard> = {
  nothing: { exams: [] },
  one: { exams: [{ ...exam(1, '安全生产上岗', 'Safety at work', 80, [], 0, 4), attempts: 1, bins: [0, 0, 1, ...Array<number>(47).fill(0)] }] },
  company: { exams: companyExams },
  longNames: { exams: companyExams.map(its => ({ ...its, title: long, englishTitle: longEnglish })) },
}

const learnt = (id: number, name: string, hours: number) => ({ unit: { id, name }, minutes: hours * 60 })
const companyLearning: DepartmentRanking = {
  departments: [
    { ...learnt(20, '技术研发部', 6.29), teams: [learnt(21, '平台研发组', 6.5), learnt(22, '测试验证组', 5.2), learnt(23, '数据智能组', 7.3)] },
    { ...learnt(40, '职能支持部', 4.76), teams: [learnt(41, '人力行政组', 5.41), learnt(42, '财务法务组', 4.01)] },
    {
      ...learnt(10, '生产制造部', 3.57),
      teams: [learnt(11, '冲压车间', 3.23), learnt(12, '焊装车间', 4.2), learnt(13, '总装车间', 3.13), learnt(14, '质量保证组', 4.78)],
    },
    { ...learnt(30, '市场营销部', 2.99), teams: [learnt(31, '华东大区', 3.62), learnt(32, '华南大区', 2.11), learnt(33, '客户服务组', 3.22)] },
  ],
}
export const learning: Samples<DepartmentRanking> = {
  nothing: { departments: [] },
  one: { departments: [{ ...learnt(10, '生产制造部', 0.5), teams: [] }] },
  company: companyLearning,
  longNames: {
    departments: companyLearning.departments.map(its => ({
      ...its,
      unit: { id: its.unit.id, name: long },
      teams: its.teams.map(one => ({ ...one, unit: { id: one.unit.id, name: longEnglish } })),
    })),
  },
}

const companyBadges: BadgeBoard = {
  categories: [
    { category: 'streak', badges: 1384, people: 742 },
    { category: 'learning', badges: 1127, people: 918 },
    { category: 'exam', badges: 806, people: 611 },
    { category: 'practice', badges: 523, people: 388 },
    { category: 'special', badges: 214, people: 214 },
  ],
}
export const badges: Samples<BadgeBoard> = {
  nothing: { categories: companyBadges.categories.map(({ category }) => ({ category, badges: 0, people: 0 })) },
  one: { categories: companyBadges.categories.map(({ category }, i) => ({ category, badges: i === 0 ? 1 : 0, people: i === 0 ? 1 : 0 })) },
  company: companyBadges,
  longNames: companyBadges,
}

const companyCourses: CourseBoard = {
  courses: [
    { courseId: 1, title: '新员工安全教育', englishTitle: 'Safety for newcomers', enrolled: 1180, completed: 1102 },
    { courseId: 2, title: '数据合规基础', englishTitle: 'Data compliance basics', enrolled: 1010, completed: 803 },
    { courseId: 3, title: '客户沟通技巧', englishTitle: 'Talking with customers', enrolled: 304, completed: 211 },
  ],
}
export const courses: Samples<CourseBoard> = {
  nothing: { courses: [] },
  one: { courses: [{ courseId: 1, title: '新员工安全教育', englishTitle: 'Safety for newcomers', enrolled: 1, completed: 1 }] },
  company: companyCourses,
  longNames: { courses: companyCourses.courses.map(its => ({ ...its, title: long, englishTitle: longEnglish })) },
}

const teamNames = [
  '秦梅一',
  '邓国宏',
  '何勇',
  '秦明宏',
  '孔平知',
  '钟远鹏',
  '顾玉洋',
  '潘菊书',
  '于超',
  '姜婷静',
  '韩华书',
  '廖春嘉',
  '韦书景',
  '范瑶然',
  '余华军',
  '侯岚立',
]
const covered: Holding = { state: 'covered' }
const never: Holding = { state: 'missing', expiredDays: null }
const gaps: Readonly<Record<number, Readonly<Record<number, Holding | null>>>> = {
  0: { 0: never, 1: never, 3: never, 6: never },
  1: { 4: never, 6: { state: 'missing', expiredDays: 40 } },
  2: { 1: { state: 'expiring', daysLeft: 9, isRenewing: true }, 6: { state: 'missing', expiredDays: 3 } },
  3: { 6: never, 7: null },
  4: { 2: { state: 'missing', expiredDays: 12 } },
  8: { 5: { state: 'expiring', daysLeft: 7, isRenewing: false } },
}
const matrixOf = (names: readonly string[]): CoverageMatrix => ({
  unit: { id: 14, name: '质量保证组' },
  certificates,
  total: names.length,
  nextCursor: null,
  people: names.map((fullName, i) => ({
    employeeNo: `KPL${pad(i)}`,
    fullName,
    holdings: certificates.map((_, j) => {
      const gap = gaps[i]?.[j]
      return gap === undefined ? covered : gap
    }),
  })),
})
export const matrix: Samples<CoverageMatrix> = {
  nothing: { ...matrixOf([]), certificates: [] },
  one: {
    unit: { id: 14, name: '质量保证组' },
    certificates: certificates.slice(0, 1),
    total: 1,
    nextCursor: null,
    people: [{ employeeNo: 'KPL01', fullName: '秦梅一', holdings: [never] }],
  },
  company: matrixOf(teamNames),
  longNames: { ...matrixOf(teamNames.map(() => 'Muhammad Abdul-Rahman ibn Khalid al-Ansari')), certificates: heat.longNames.certificates },
}
/** A team of two hundred, with forty certificates to hold. */
export const hugeMatrix: CoverageMatrix = {
  unit: { id: 14, name: '质量保证组' },
  certificates: hugeHeat.certificates,
  total: 200,
  nextCursor: null,
  people: Array.from({ length: 200 }, (_, i) => ({ employeeNo: `KPL${i}`, fullName: `员工 ${i}`, holdings: Array<Holding>(40).fill(i < 5 ? never : covered) })),
}

const unitTrend = [83.56, 82.87, 84.82, 84.86, 87.46, 87.73, 88.7, 88.87, 90.06, 91.7, 91.8, 93.48]
const enterpriseTrend = [89.71, 90.44, 90.74, 91.32, 91.78, 91.93, 92.53, 92.75, 93.36, 93.71, 94.28, 94.53]
const trendOf = (unit: readonly number[], enterprise: readonly number[]): CoverageTrend => ({
  months: monthNames.map((month, i) => ({ month, unit: unit[i] ?? null, enterprise: enterprise[i] ?? null })),
})
const newTrend: CoverageTrend = {
  months: monthNames.map((month, i) => ({ month, unit: i === 11 ? 12.5 : null, enterprise: i === 11 ? 94.53 : null })),
}
export const trend: Samples<CoverageTrend> = {
  nothing: trendOf([], []),
  one: newTrend,
  company: trendOf(unitTrend, enterpriseTrend),
  longNames: trendOf(unitTrend, enterpriseTrend),
}

const points = [500, 466, 462, 459, 419, 390, 388, 377, 368, 363, 361, 325, 318, 295, 284, 270]
const rankingOf = (names: readonly string[], median: number | null): TeamRanking => ({
  people: names.map((fullName, i) => ({ rank: i + 1, fullName, unit: { id: 14, name: '质量保证组' }, points: points[i] ?? 1 })),
  median,
})
export const ranking: Samples<TeamRanking> = {
  nothing: rankingOf([], null),
  one: rankingOf(['秦梅一'], 500),
  company: rankingOf(teamNames, 372.5),
  longNames: rankingOf(
    matrix.longNames.people.map(({ fullName }) => fullName),
    372.5,
  ),
}
