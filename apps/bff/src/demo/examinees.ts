import { percentOf } from '@wallet/shared/percent'
import { people } from './company.ts'
import type { ExamSlug } from './content.ts'
import { sequence, type DemoIssue } from './history.ts'

/** An attempt without a pass: whose, at what, how many questions were right; days count from today. */
export interface DemoFailure {
  /** Index into the people. */
  readonly person: number
  readonly exam: ExamSlug
  readonly right: number
  readonly day: number
}
interface Exam {
  readonly slug: ExamSlug
  readonly title: string
  readonly summary: string
  /** Questions on a paper, and how many of them have to be right. */
  readonly paper: { readonly questions: number; readonly pass: number }
}
const lastOfStory = 5

/** Exams that are held since this autumn: of a hundred people so many have passed. */
const recent: Readonly<Partial<Record<ExamSlug, number>>> = { 'anti-money-laundering': 16, 'new-manager': 11 }

/** Certificates of exams that were passed lately. */
export const recentPasses = (exams: readonly Exam[]): DemoIssue[] => {
  const draw = sequence(20_260_907)
  return people.flatMap((_, person) =>
    exams.flatMap(({ slug, title, summary, paper: { questions, pass } }): DemoIssue[] => {
      const [roll, issuedDay, better] = [draw(100), -1 - draw(80), draw(questions - pass + 1)]
      if (person <= lastOfStory || roll >= (recent[slug] ?? 0)) return []
      const score = percentOf(pass + better, questions)
      return [{ person, type: 'exam', title, description: summary, score, issuedDay, months: 24, fate: 'lasts' }]
    }),
  )
}

/** How many days before a pass the same person had failed: seldom once, hardly ever twice. */
export const failedBefore = ({ person, title }: DemoIssue): readonly number[] => {
  const roll = (person * 37 + title.length * 29) % 100
  if (roll < 6) return [9, 4]
  return roll < 32 ? [2 + (person % 6)] : []
}

/** How many days ago somebody sat an exam again whose certificate ends in some days; null: they have not begun to renew it. */
export const renewalBegun = ({ person, title, fate }: DemoIssue, daysLeft: number): number | null => {
  if (person <= lastOfStory || daysLeft < 0 || daysLeft >= 85 || fate === 'revoked' || fate === 'suspended') return null
  const inHundred = daysLeft < 30 ? 45 : daysLeft < 60 ? 30 : 15
  return (person * 53 + title.length * 17) % 100 < inHundred ? 1 + ((person * 7) % Math.min(20, 88 - daysLeft)) : null
}

const story: readonly DemoFailure[] = [{ person: 3, exam: 'anti-bribery', right: 10, day: -6 }]

/** People who have tried and not passed yet. */
export const failuresOnly = (exams: readonly Exam[], hasPassed: (person: number, exam: Exam) => boolean): DemoFailure[] => {
  const draw = sequence(20_261_013)
  const drawn = people.flatMap((_, person) =>
    exams.flatMap((exam): DemoFailure[] => {
      const [roll, day, lacks] = [draw(100), -1 - draw(85), 1 + draw(4)]
      return person <= lastOfStory || roll >= 7 || hasPassed(person, exam) ? [] : [{ person, exam: exam.slug, right: exam.paper.pass - lacks, day }]
    }),
  )
  return [...story, ...drawn]
}
