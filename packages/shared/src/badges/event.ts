import { z } from 'zod'
import { certificateTypes } from '../certificates/certificate.ts'
import { rowId } from '../publication.ts'
import type { BadgeCategory } from './category.ts'

const when = {
  at: z.iso.datetime({ precision: 3 }),
  day: z.iso.date().describe('The local day in the zone of the organisation when it happened; it stays, should the zone change'),
}
const count = z.int().min(0)

/** Something that a learner did or got. Together, these are all that statistics, badges and points are made of. */
export const LearningEvent = z.discriminatedUnion('kind', [
  /** Signed in for the first time. */
  z.object({ kind: z.literal('signedIn'), ...when }),
  /** Spent time on a lesson; only the seconds that were credited. */
  z.object({ kind: z.literal('lessonStudied'), ...when, lessonId: rowId, seconds: count }),
  z.object({ kind: z.literal('lessonCompleted'), ...when, lessonId: rowId }),
  z.object({ kind: z.literal('courseCompleted'), ...when, courseId: rowId }),
  /** An attempt ended and was scored, also where its time ran out. */
  z.object({
    kind: z.literal('examTaken'),
    ...when,
    attemptId: rowId,
    examId: rowId,
    attemptNo: z.int().min(1),
    score: z.number().min(0).max(100),
    isPassed: z.boolean(),
  }),
  /** Answered one question of a round of practice. */
  z.object({ kind: z.literal('practiceAnswered'), ...when, roundId: rowId, questionId: rowId, isRight: z.boolean() }),
  /** Came to the end of a round, or left it for another one. */
  z.object({ kind: z.literal('practiceFinished'), ...when, roundId: rowId, answered: count, right: count }),
  z.object({ kind: z.literal('pathCompleted'), ...when, pathId: rowId }),
  /** Was issued a certificate: a first one, not one that renews or corrects another. */
  z.object({ kind: z.literal('certificateIssued'), ...when, certificateNo: z.string(), type: z.enum(certificateTypes) }),
  z.object({ kind: z.literal('badgeEarned'), ...when, badgeId: rowId }),
])
export type LearningEvent = z.infer<typeof LearningEvent>
/** What kinds of events there are. */
export type LearningEventKind = LearningEvent['kind']

/**
 * What makes two events of one learner the same, so that a fact told twice counts once: a lesson is completed once, on however
 * many phones. Kept under a unique key (learner, this), whoever comes second changes nothing.
 */
export const eventKey = (event: LearningEvent): string => {
  switch (event.kind) {
    case 'signedIn':
      return 'signedIn'
    case 'lessonStudied':
      return `studied:${event.lessonId}:${event.at}`
    case 'lessonCompleted':
      return `lesson:${event.lessonId}`
    case 'courseCompleted':
      return `course:${event.courseId}`
    case 'examTaken':
      return `attempt:${event.attemptId}`
    case 'practiceAnswered':
      return `answer:${event.roundId}:${event.questionId}`
    case 'practiceFinished':
      return `round:${event.roundId}`
    case 'pathCompleted':
      return `path:${event.pathId}`
    case 'certificateIssued':
      return `certificate:${event.certificateNo}`
    case 'badgeEarned':
      return `badge:${event.badgeId}`
  }
}

/** The categories whose statistics an event of each kind can change; nothing else has to be loaded, checked or saved. */
export const categoriesTouchedBy = {
  signedIn: ['special'],
  lessonStudied: ['learning', 'streak'],
  lessonCompleted: ['learning', 'streak'],
  courseCompleted: ['learning'],
  examTaken: ['exam', 'streak'],
  practiceAnswered: ['practice', 'streak'],
  practiceFinished: ['practice'],
  pathCompleted: ['special'],
  certificateIssued: ['special'],
  badgeEarned: [],
} as const satisfies Record<LearningEventKind, readonly BadgeCategory[]>

/** The instant, and within it the key: an order in which no two events are equal. */
const placeInTime = (event: LearningEvent) => `${event.at} ${eventKey(event)}`

/** One learner's events as they happened: in time, each once (of those told twice, the earlier). */
export const asTheyHappened = (events: readonly LearningEvent[]): LearningEvent[] => {
  const inTime = new Map(events.map(event => [placeInTime(event), event]))
  const once = new Map<string, LearningEvent>()
  for (const [, event] of [...inTime].sort(([one], [other]) => (one < other ? -1 : 1))) if (!once.has(eventKey(event))) once.set(eventKey(event), event)
  return [...once.values()]
}
