import { badgeCategories } from '@wallet/shared/badges/category'
import { asTheyHappened, eventKey, type LearningEvent } from '@wallet/shared/badges/event'
import { foldEvent, nothingYet } from '@wallet/shared/badges/statistics'
import { pointsFor } from '@wallet/shared/growth/points'
import { scoresOf } from '@wallet/shared/growth/score'
import type { RecordedEvent } from '../badges/events.ts'
import { addScores } from '../badges/scoreStore.ts'
import type { Db } from '../db/connect.ts'

/** Each event in its time with the points that it earned, given what came before. */
const withPoints = (events: readonly LearningEvent[]): RecordedEvent[] => {
  const ofExam = new Map<number, number>()
  const rightOn = new Map<string, number>()
  return events.map(event => {
    const points = pointsFor(event, {
      ofThisExam: event.kind === 'examTaken' ? (ofExam.get(event.examId) ?? 0) : 0,
      rightThatDay: rightOn.get(event.day) ?? 0,
    })
    if (event.kind === 'examTaken') ofExam.set(event.examId, (ofExam.get(event.examId) ?? 0) + points)
    if (event.kind === 'practiceAnswered') rightOn.set(event.day, (rightOn.get(event.day) ?? 0) + points)
    return { event, points }
  })
}

const rowOf = (userId: number, { event, points }: RecordedEvent) => ({
  ...{ userId, eventKey: eventKey(event), kind: event.kind, at: new Date(event.at), day: event.day, points },
  data: JSON.stringify(event),
  seconds: event.kind === 'lessonStudied' ? event.seconds : 0,
})

/** Writes the past of people who have none yet, with the statistics and scores that come of it: what recording each event would give, in one go. */
export const writeEvents = async (tx: Db, events: ReadonlyMap<number, readonly LearningEvent[]>): Promise<void> => {
  const { transaction } = tx
  const recorded = [...events].map(([userId, happened]) => ({ userId, rows: withPoints(asTheyHappened(happened)) }))
  await tx.models.learningEvents.bulkCreate(
    recorded.flatMap(({ userId, rows }) => rows.map(row => rowOf(userId, row))),
    { transaction },
  )
  const statistics = recorded.flatMap(({ userId, rows }) => {
    const folded = rows.map(({ event }) => event).reduce(foldEvent, nothingYet)
    return badgeCategories.map(category => ({ userId, category, value: JSON.stringify(folded[category]) }))
  })
  await tx.models.learnerStatistics.bulkCreate(statistics, { transaction })
  for (const { userId, rows } of recorded) await addScores(tx, userId, scoresOf(rows))
}
