import type { CertificateType } from '@wallet/shared/certificates/certificate'
import { people } from './company.ts'

/** What becomes of a demo certificate after its issue. */
export type Fate = 'lasts' | 'revoked' | 'suspended' | 'renewed'

/** One certificate of the demo company's past; days count from today, negative ones lie behind. */
export interface DemoIssue {
  /** Index into the people. */
  readonly person: number
  readonly type: CertificateType
  readonly title: string
  readonly description: string
  readonly score: number | null
  readonly issuedDay: number
  /** Last valid day, counted from today; null: without an end. */
  readonly lastDay: number | null
  readonly fate: Fate
}

interface Subject {
  readonly type: CertificateType
  readonly title: string
  readonly description: string
  readonly validDays: number | null
}

const subjects: readonly Subject[] = [
  { type: 'exam', title: '信息安全与数据保护', description: '考试涵盖数据分类分级、个人信息保护与应急处置，总分 100 分，合格线 80 分。', validDays: 730 },
  { type: 'course', title: '客户服务沟通技巧', description: '系统学习倾听、提问与投诉处理，共 6 章 18 课时。', validDays: null },
  { type: 'exam', title: '消防安全与应急处置', description: '考试涵盖火灾预防、疏散组织与器材使用，总分 100 分，合格线 80 分。', validDays: 365 },
  { type: 'course', title: '反洗钱与合规基础', description: '系统学习客户身份识别、可疑交易报告与合规要求，共 8 章 24 课时。', validDays: 730 },
  { type: 'achievement', title: '连续学习三十天', description: '连续三十天完成岗位学习，持之以恒，堪为表率。', validDays: null },
  { type: 'exam', title: '反商业贿赂合规考试', description: '考试涵盖礼品与招待、利益冲突与举报渠道，总分 100 分，合格线 85 分。', validDays: 730 },
  { type: 'course', title: '产品知识入门', description: '了解公司产品的功能、价格与适用场景，共 5 章 12 课时。', validDays: null },
  { type: 'exam', title: '客户服务资格认证', description: '考试涵盖服务规范、沟通技巧与投诉处理，总分 100 分，合格线 80 分。', validDays: 730 },
  { type: 'achievement', title: '年度学习标兵', description: '年度学习时长与成绩名列前茅，为团队树立了终身学习的榜样。', validDays: null },
  { type: 'course', title: '新员工入职培训', description: '了解公司制度、文化与办公系统，共 4 章 10 课时。', validDays: null },
]
const subjectOf = (title: string): Subject => subjects.find(subject => subject.title === title) ?? { type: 'course', title, description: '', validDays: null }

/** The person of the pictures: one certificate of each kind, one that ends soon, one that has run out. */
const story: readonly (readonly [person: number, title: string, issuedDay: number, lastDay: number | null, score: number | null, fate: Fate])[] = [
  [3, '信息安全与数据保护', -3, 727, 96, 'lasts'],
  [3, '客户服务沟通技巧', -24, null, 98, 'lasts'],
  [3, '连续学习三十天', -63, null, null, 'lasts'],
  [3, '消防安全与应急处置', -348, 17, 91, 'lasts'],
  [3, '反洗钱与合规基础', -843, -113, 88.5, 'lasts'],
  [4, '客户服务资格认证', -12, 718, 87.5, 'lasts'],
  [4, '反洗钱与合规基础', -40, 690, 92, 'revoked'],
  [4, '信息安全与数据保护', -745, -15, 84, 'renewed'],
  [4, '产品知识入门', -200, null, 100, 'lasts'],
  [5, '客户服务沟通技巧', -90, null, 94.5, 'lasts'],
  [5, '消防安全与应急处置', -30, 335, 97, 'suspended'],
]

/** The same numbers every time: a small linear congruential generator, no chance involved. */
const sequence = (seed: number) => {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const told = (): DemoIssue[] =>
  story.map(([person, title, issuedDay, lastDay, score, fate]) => {
    const { type, description } = subjectOf(title)
    return { person, type, title, description, score, issuedDay, lastDay, fate }
  })

const fateOf = (roll: number): Fate => (roll < 4 ? 'revoked' : roll < 6 ? 'suspended' : 'lasts')

/** Everything issued in the demo company, oldest first: some 400, in every status. */
export const history = (): DemoIssue[] => {
  const draw = sequence(20_261_123)
  const rest = people.flatMap((_, person) => {
    if (person < 6) return []
    const first = draw(subjects.length)
    return Array.from({ length: 2 + draw(4) }, (__, i): DemoIssue => {
      const { type, title, description, validDays } = subjects[(first + i * 3) % subjects.length] ?? subjectOf('')
      // One in thirty has been issued ahead of its day.
      const issuedDay = draw(30) === 0 ? 1 + draw(20) : -1 - draw(validDays === 365 ? 420 : 800)
      const lastDay = validDays === null ? null : issuedDay + validDays
      const hasRunOut = lastDay !== null && lastDay < 0
      const fate = hasRunOut && draw(2) === 0 ? 'renewed' : issuedDay > 0 || hasRunOut ? 'lasts' : fateOf(draw(100))
      return { person, type, title, description, score: type === 'achievement' ? null : 80 + draw(41) / 2, issuedDay, lastDay, fate }
    })
  })
  return [...told(), ...rest].toSorted((a, b) => a.issuedDay - b.issuedDay || a.person - b.person)
}
