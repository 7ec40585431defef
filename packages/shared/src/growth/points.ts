import type { LearningEvent } from '../badges/event.ts'

/** What earns points. */
export const worth = { lesson: 10, course: 50, pass: 100, badge: 20, rightAnswer: 1 } as const
/** Right answers that earn points on one local day; practising more is its own reward. */
export const paidAnswersADay = 50

/** What the person had before the event. */
export interface PointsBefore {
  /** Points that this exam has earned so far; 0: not passed yet. */
  readonly ofThisExam: number
  /** Right answers on that local day so far. */
  readonly rightThatDay: number
}

/** A pass earns 100, and one more for each five full points of the score: 116 for 80, 120 for 100. */
const passPoints = (score: number) => worth.pass + Math.floor(score / 5)

/**
 * The points that an event earns. An exam earns what its best pass is worth, and a better one the difference; so in whatever
 * order things happen, a person has the same points in the end. Each event is asked about once (`eventKey`).
 */
export const pointsFor = (event: LearningEvent, { ofThisExam, rightThatDay }: PointsBefore): number => {
  switch (event.kind) {
    case 'lessonCompleted':
      return worth.lesson
    case 'courseCompleted':
      return worth.course
    case 'badgeEarned':
      return worth.badge
    case 'examTaken':
      return event.isPassed ? Math.max(0, passPoints(event.score) - ofThisExam) : 0
    case 'practiceAnswered':
      return event.isRight && rightThatDay < paidAnswersADay ? worth.rightAnswer : 0
    case 'signedIn':
    case 'lessonStudied':
    case 'practiceFinished':
    case 'pathCompleted':
    case 'certificateIssued':
      return 0
  }
}
