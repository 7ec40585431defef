import type { CertificateType } from '@wallet/shared/certificates/certificate'
import { percentOf } from '@wallet/shared/percent'
import { departments, enterprise, people } from './company.ts'
import { sequence, type DemoIssue } from './history.ts'
import { postOf } from './seedPaths.ts'

/** A certificate that the demo company requires: the exam or course of this title, and how long it is valid. */
export interface DemoRequired {
  readonly type: CertificateType
  readonly title: string
  readonly months: number | null
  /** Of whom: of units, or of a post in them. */
  readonly of: readonly { readonly unit: string; readonly post: string | null }[]
}

const everyone = { unit: enterprise, post: null }

/** Everything that is required, in the order in which dashboards show it. */
export const required: readonly DemoRequired[] = [
  { type: 'exam', title: '信息安全与数据保护', months: 24, of: [everyone] },
  { type: 'exam', title: '消防安全与应急处置', months: 12, of: [everyone] },
  {
    ...{ type: 'course', title: '反洗钱与合规基础', months: 24 },
    of: [
      { unit: '客户服务部', post: null },
      { unit: enterprise, post: '合规专员' },
    ],
  },
  {
    ...{ type: 'exam', title: '反商业贿赂合规考试', months: 24 },
    of: [
      { unit: '市场销售部', post: null },
      { unit: '运营管理部', post: null },
    ],
  },
  { type: 'exam', title: '客户服务资格认证', months: 24, of: [{ unit: '客户服务部', post: '客服专员' }] },
  { type: 'course', title: '新员工入职培训', months: null, of: [everyone] },
  { type: 'exam', title: '基层管理能力认证', months: 24, of: [{ unit: enterprise, post: '新任主管' }] },
]

const departmentOf = (unit: string) => departments.find(({ name, teams }) => name === unit || teams.includes(unit))?.name ?? enterprise
const isRequired = ({ of }: DemoRequired, person: (typeof people)[number]) =>
  of.some(({ unit, post }) => [enterprise, departmentOf(person.unit), person.unit].includes(unit) && (post === null || post === postOf(person)))

/** Of a hundred people who have nothing of it from elsewhere, so many hold it where a department is behind; else all do. */
const behind: Readonly<Record<string, number>> = {
  '市场销售部 信息安全与数据保护': 76,
  '运营管理部 反商业贿赂合规考试': 80,
  '信息技术部 消防安全与应急处置': 90,
}
const lastOfStory = 5

interface Subject {
  readonly title: string
  readonly summary: string
  readonly paper?: { readonly questions: number; readonly pass: number }
}

/** When it was issued, and what became of it: what is valid for a year has been renewed once since. Some came this month, even today. */
const issuedOn = (months: number | null, draw: (below: number) => number): Pick<DemoIssue, 'issuedDay' | 'fate'> => {
  const [roll, lately, before, longAgo] = [draw(100), draw(24), draw(345), draw(335)]
  if (months === 12) return { issuedDay: -370 - before, fate: 'renewed' }
  return { issuedDay: -(roll < 9 ? lately : 25 + (roll < 22 ? before : 345 + longAgo)), fate: 'lasts' }
}

/** Certificates that people hold because they have to, besides those that are told of elsewhere. */
export const requiredIssues = (subjects: readonly Subject[], given: readonly DemoIssue[]): DemoIssue[] => {
  const draw = sequence(20_261_201)
  const has = new Set(given.map(({ person, title }) => `${person} ${title}`))
  return people.flatMap((person, index) =>
    required.flatMap((one): DemoIssue[] => {
      const { type, title, months } = one
      const [roll, better, when] = [draw(100), draw(6), issuedOn(months, draw)]
      const subject = subjects.find(known => known.title === title)
      if (!subject || index <= lastOfStory || has.has(`${index} ${title}`) || !isRequired(one, person)) return []
      if (roll >= (behind[`${departmentOf(person.unit)} ${title}`] ?? 100)) return []
      const { summary, paper } = subject
      const score = paper ? percentOf(Math.min(paper.questions, paper.pass + better), paper.questions) : 85 + better * 2
      return [{ person: index, type, title, description: summary, score, months, ...when }]
    }),
  )
}
