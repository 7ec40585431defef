import type { CertificateType } from '@wallet/shared/certificates/certificate'
import { percentOf } from '@wallet/shared/percent'
import { people } from './company.ts'

/** What becomes of a demo certificate after its issue. */
export type Fate = 'lasts' | 'revoked' | 'suspended' | 'renewed'

/** One certificate of the demo company's past; its day counts from today, negative ones lie behind. */
export interface DemoIssue {
  /** Index into the people. */
  readonly person: number
  readonly type: CertificateType
  readonly title: string
  readonly description: string
  readonly score: number | null
  readonly issuedDay: number
  /** How long it is valid; null: without an end. */
  readonly months: number | null
  readonly fate: Fate
}

interface Subject {
  readonly type: CertificateType
  readonly title: string
  readonly description: string
  readonly months: number | null
  /** Of an exam: the questions on a paper, and how many of them have to be right. */
  readonly paper?: { readonly questions: number; readonly pass: number }
}

const subjects: readonly Subject[] = [
  {
    type: 'exam',
    title: '信息安全与数据保护',
    description: '考试涵盖数据分类分级、个人信息保护与应急处置，总分 100 分，合格线 80 分。',
    months: 24,
    paper: { questions: 20, pass: 16 },
  },
  { type: 'course', title: '客户服务沟通技巧', description: '系统学习倾听、提问与投诉处理，共 3 章 13 课时。', months: null },
  {
    type: 'exam',
    title: '消防安全与应急处置',
    description: '考试涵盖火灾预防、疏散组织与器材使用，总分 100 分，合格线 80 分。',
    months: 12,
    paper: { questions: 15, pass: 12 },
  },
  { type: 'course', title: '反洗钱与合规基础', description: '系统学习客户身份识别、可疑交易报告与合规要求，共 4 章 13 课时。', months: 24 },
  { type: 'achievement', title: '连续学习三十天', description: '连续三十天完成岗位学习，持之以恒，堪为表率。', months: null },
  {
    type: 'exam',
    title: '反商业贿赂合规考试',
    description: '考试涵盖礼品与招待、利益冲突与举报渠道，总分 100 分，合格线 85 分。',
    months: 24,
    paper: { questions: 14, pass: 12 },
  },
  { type: 'course', title: '产品知识入门', description: '了解公司产品的功能、价格与适用场景，共 4 章 12 课时。', months: null },
  {
    type: 'exam',
    title: '客户服务资格认证',
    description: '考试涵盖服务规范、沟通技巧与投诉处理，总分 100 分，合格线 80 分。',
    months: 24,
    paper: { questions: 15, pass: 12 },
  },
  { type: 'achievement', title: '年度学习标兵', description: '年度学习时长与成绩名列前茅，为团队树立了终身学习的榜样。', months: null },
  { type: 'course', title: '新员工入职培训', description: '了解公司制度、文化与办公系统，共 4 章 10 课时。', months: null },
]
const subjectOf = (title: string): Subject => subjects.find(subject => subject.title === title) ?? { type: 'course', title, description: '', months: null }

/** The person of the pictures: one certificate of each kind, one that ends soon, one that has run out. */
const story: readonly (readonly [person: number, title: string, issuedDay: number, score: number | null, fate: Fate])[] = [
  [3, '信息安全与数据保护', -3, 95, 'lasts'],
  [3, '客户服务沟通技巧', -24, 98, 'lasts'],
  [3, '连续学习三十天', -63, null, 'lasts'],
  [3, '消防安全与应急处置', -347, 93.33, 'lasts'],
  [3, '反洗钱与合规基础', -843, 88.5, 'lasts'],
  [4, '客户服务资格认证', -12, 86.67, 'lasts'],
  [4, '反洗钱与合规基础', -40, 92, 'revoked'],
  [4, '信息安全与数据保护', -745, 85, 'renewed'],
  [4, '产品知识入门', -200, 100, 'lasts'],
  [5, '客户服务沟通技巧', -90, 94.5, 'lasts'],
  [5, '消防安全与应急处置', -30, 100, 'suspended'],
]

/** A score that was enough: of an exam one that its paper can give. */
const scoreIn = ({ paper }: Subject, roll: number): number =>
  paper ? percentOf(paper.pass + (roll % (paper.questions - paper.pass + 1)), paper.questions) : 80 + roll / 2

/** The same numbers every time: a small linear congruential generator, no chance involved. */
export const sequence = (seed: number) => {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const told = (): DemoIssue[] => story.map(([person, title, issuedDay, score, fate]) => ({ person, ...subjectOf(title), score, issuedDay, fate }))

export const byDay = (a: DemoIssue, b: DemoIssue): number => a.issuedDay - b.issuedDay || a.person - b.person

const fateOf = (roll: number): Fate => (roll < 4 ? 'revoked' : roll < 6 ? 'suspended' : 'lasts')

/** Everything issued in the demo company, oldest first: some 400, in every status. */
export const history = (): DemoIssue[] => {
  const draw = sequence(20_261_123)
  const rest = people.flatMap((_, person) => {
    if (person < 6) return []
    const first = draw(subjects.length)
    return Array.from({ length: 2 + draw(4) }, (__, i): DemoIssue => {
      const subject = subjects[(first + i * 3) % subjects.length] ?? subjectOf('')
      const { type, months } = subject
      // A few have been issued ahead of their day.
      const issuedDay = draw(150) === 0 ? 1 + draw(20) : -1 - draw(months === 12 ? 420 : 800)
      const hasRunOut = months !== null && issuedDay + months * 30.5 < 0
      const fate = hasRunOut && draw(5) > 0 ? 'renewed' : issuedDay > 0 || hasRunOut ? 'lasts' : fateOf(draw(100))
      return { person, ...subject, score: type === 'achievement' ? null : scoreIn(subject, draw(41)), issuedDay, fate }
    })
  })
  return [...told(), ...rest].toSorted(byDay)
}
