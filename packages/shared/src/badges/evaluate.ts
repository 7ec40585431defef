import type { Statistic } from './category.ts'
import type { BadgeRule, Condition } from './condition.ts'
import { asTheyHappened, type LearningEvent } from './event.ts'
import { foldEvent, nothingYet, type LearnerStatistics } from './statistics.ts'
import { countDays, currentStreak, longestStreak, type Runs } from './streak.ts'

/** How far somebody is: so many of so many. */
export interface Progress {
  readonly have: number
  readonly need: number
}
/** What a rule says of somebody. */
export interface Evaluation {
  readonly isMet: boolean
  readonly progress: Progress
}

const exams = ({ exam }: LearnerStatistics) => Object.values(exam)
const counts: Readonly<Record<Statistic, (statistics: LearnerStatistics) => number>> = {
  coursesCompleted: ({ learning }) => learning.coursesCompleted,
  lessonsDone: ({ learning }) => learning.lessonsDone,
  learningMinutes: ({ learning }) => Math.floor(learning.learningSeconds / 60),
  examsPassed: statistics => exams(statistics).filter(({ isPassed }) => isPassed).length,
  firstTryPasses: statistics => exams(statistics).filter(({ isFirstTry }) => isFirstTry).length,
  perfectScores: statistics => exams(statistics).filter(({ best }) => best === 100).length,
  questionsAnswered: ({ practice }) => practice.answered,
  rightAnswers: ({ practice }) => practice.right,
  roundsFinished: ({ practice }) => practice.rounds,
  activeDays: ({ streak }) => countDays(streak),
  pathsCompleted: ({ special }) => special.paths.length,
  certificates: ({ special }) => special.certificates,
}

const answeredAt = ({ practice }: LearnerStatistics, accuracy: number) =>
  Object.entries(practice.byAccuracy).reduce((sum, [percent, answered]) => (Number(percent) >= accuracy ? sum + answered : sum), 0)
const hasPath = ({ special }: LearnerStatistics, path: number | 'any') => (path === 'any' ? special.paths.length > 0 : special.paths.includes(path))

const outOf = (have: number, need: number): Evaluation => ({ isMet: have >= need, progress: { have: Math.min(have, need), need } })
/** The longest run decides; until then the line shows the one that is going on. */
const streakOutOf = (runs: Runs, need: number, today: string) => outOf(longestStreak(runs) >= need ? need : currentStreak(runs, today), need)

const judge = (condition: Condition, statistics: LearnerStatistics, today: string): Evaluation => {
  if ('statistic' in condition) return outOf(counts[condition.statistic](statistics), condition.atLeast)
  if ('examScore' in condition) return outOf(exams(statistics).filter(({ best }) => best >= condition.examScore.atLeast).length, condition.examScore.times)
  if ('practice' in condition) return outOf(answeredAt(statistics, condition.practice.accuracyAtLeast), condition.practice.answered)
  if ('streak' in condition) return streakOutOf(statistics.streak, condition.streak, today)
  if ('path' in condition) return outOf(Number(hasPath(statistics, condition.path)), 1)
  return outOf(Number('firstSignIn' in condition && statistics.special.firstSignInAt !== null), 1)
}

const advanced = ({ progress: { have, need } }: Evaluation, other: Evaluation) => have * other.progress.need - other.progress.have * need
const byProgress = (parts: readonly Evaluation[]) => [...parts].sort(advanced)

/**
 * Whether a rule is met and how far one is, for awarding, for the line beneath a badge and for a preview alike. Of `all`, the
 * part that is least advanced tells how far; of `any`, the one most advanced. `today` is the local day, for the streak that is
 * going on. More events never undo what was met.
 */
export const evaluate = (rule: BadgeRule, statistics: LearnerStatistics, today: string): Evaluation => {
  if (!('all' in rule) && !('any' in rule)) return judge(rule, statistics, today)
  const parts = byProgress(('all' in rule ? rule.all : rule.any).map(part => evaluate(part, statistics, today)))
  return ('all' in rule ? parts[0] : parts.at(-1)) ?? outOf(0, 1)
}

/**
 * The event with which a rule was met first, or null: what a rule that is added later would have given, and when, had it been
 * there from the beginning.
 */
export const firstMetBy = (rule: BadgeRule, events: readonly LearningEvent[]): LearningEvent | null => {
  let statistics = nothingYet
  for (const event of asTheyHappened(events)) {
    statistics = foldEvent(statistics, event)
    if (evaluate(rule, statistics, event.day).isMet) return event
  }
  return null
}
