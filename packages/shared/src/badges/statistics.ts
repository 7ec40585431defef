import { smallestRound } from '../practice/round.ts'
import type { LearningEvent } from './event.ts'
import { withDay, type Runs } from './streak.ts'

/** What counts of one exam: the best score (0–100), and whether it was ever passed, and at the first attempt. */
export interface ExamStanding {
  readonly best: number
  readonly isPassed: boolean
  readonly isFirstTry: boolean
}

/**
 * All that badges are judged by, a part for each category: a rule of one category asks that part only, an event changes only
 * the parts that `categoriesTouchedBy` names. Plain JSON, so that each part can be kept as one value.
 */
export interface LearnerStatistics {
  readonly learning: { readonly coursesCompleted: number; readonly lessonsDone: number; readonly learningSeconds: number }
  /** By exam id. */
  readonly exam: Readonly<Record<string, ExamStanding>>
  readonly practice: {
    readonly answered: number
    readonly right: number
    readonly rounds: number
    /** Questions answered, by the accuracy of their round in whole percent; rounds too small to tell are left out. */
    readonly byAccuracy: Readonly<Record<string, number>>
  }
  /** The active days: those on which the person learnt, sat an exam or practised. Signing in is not enough. */
  readonly streak: Runs
  readonly special: {
    readonly firstSignInAt: string | null
    /** Ids of the paths completed, in order. */
    readonly paths: readonly number[]
    /** Issued first, whatever became of them: what was earned is not taken back by a revocation. */
    readonly certificates: number
  }
}

/** The statistics of somebody who has done nothing yet. */
export const nothingYet: LearnerStatistics = {
  learning: { coursesCompleted: 0, lessonsDone: 0, learningSeconds: 0 },
  exam: {},
  practice: { answered: 0, right: 0, rounds: 0, byAccuracy: {} },
  streak: [],
  special: { firstSignInAt: null, paths: [], certificates: 0 },
}

type Fold<Category extends keyof LearnerStatistics> = (part: LearnerStatistics[Category], event: LearningEvent) => LearnerStatistics[Category]

const learning: Fold<'learning'> = (part, event) => {
  if (event.kind === 'lessonStudied') return { ...part, learningSeconds: part.learningSeconds + event.seconds }
  if (event.kind === 'lessonCompleted') return { ...part, lessonsDone: part.lessonsDone + 1 }
  return event.kind === 'courseCompleted' ? { ...part, coursesCompleted: part.coursesCompleted + 1 } : part
}

const exam: Fold<'exam'> = (part, event) => {
  if (event.kind !== 'examTaken') return part
  const before = part[event.examId]
  const standing = {
    best: Math.max(before?.best ?? 0, event.score),
    isPassed: event.isPassed || before?.isPassed === true,
    isFirstTry: (event.isPassed && event.attemptNo === 1) || before?.isFirstTry === true,
  }
  return { ...part, [event.examId]: standing }
}

const withRound = (byAccuracy: Readonly<Record<string, number>>, answered: number, right: number) => {
  if (answered < smallestRound) return byAccuracy
  const accuracy = Math.floor((right * 100) / answered)
  return { ...byAccuracy, [accuracy]: (byAccuracy[accuracy] ?? 0) + answered }
}
const practice: Fold<'practice'> = (part, event) => {
  if (event.kind === 'practiceAnswered') return { ...part, answered: part.answered + 1, right: part.right + Number(event.isRight) }
  if (event.kind !== 'practiceFinished') return part
  return { ...part, rounds: part.rounds + 1, byAccuracy: withRound(part.byAccuracy, event.answered, event.right) }
}

const active: ReadonlySet<LearningEvent['kind']> = new Set(['lessonStudied', 'lessonCompleted', 'examTaken', 'practiceAnswered'])
const streak: Fold<'streak'> = (part, event) => (active.has(event.kind) ? withDay(part, event.day) : part)

const special: Fold<'special'> = (part, event) => {
  if (event.kind === 'signedIn') return { ...part, firstSignInAt: part.firstSignInAt && part.firstSignInAt < event.at ? part.firstSignInAt : event.at }
  if (event.kind === 'certificateIssued') return { ...part, certificates: part.certificates + 1 }
  if (event.kind !== 'pathCompleted') return part
  return { ...part, paths: [...new Set([...part.paths, event.pathId])].sort((a, b) => a - b) }
}

/**
 * The statistics after one more event. Each event is folded once (`eventKey` says which are the same); the order does not
 * matter, so that statistics kept up to date are those made anew from all events. Parts that an event does not touch are
 * handed back as they are.
 */
export const foldEvent = (before: LearnerStatistics, event: LearningEvent): LearnerStatistics => ({
  learning: learning(before.learning, event),
  exam: exam(before.exam, event),
  practice: practice(before.practice, event),
  streak: streak(before.streak, event),
  special: special(before.special, event),
})
