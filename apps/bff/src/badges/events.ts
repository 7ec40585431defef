import type { BadgeCategory } from '@wallet/shared/badges/category'
import { categoriesTouchedBy, eventKey, LearningEvent } from '@wallet/shared/badges/event'
import type { Db } from '../db/connect.ts'
import { number, select, selectOne, text, type Row } from '../db/query.ts'

/** An event and the points that it earned. */
export interface RecordedEvent {
  readonly event: LearningEvent
  readonly points: number
}

/** The events of a learner as they were recorded, in no order that matters. */
export const listRecorded = async (db: Db, userId: number): Promise<RecordedEvent[]> =>
  (await select(db, 'SELECT data, points FROM learning_events WHERE user_id = :userId ORDER BY id', { userId })).map(row => ({
    event: LearningEvent.parse(JSON.parse(text(row['data']))),
    points: number(row['points']),
  }))

/** Those of their events that statistics of these categories are made of: who learns for years has many of the others. */
export const listEventsFor = async (db: Db, userId: number, categories: readonly BadgeCategory[]): Promise<LearningEvent[]> => {
  const kinds = Object.entries(categoriesTouchedBy).flatMap(([kind, touched]) => (touched.some(category => categories.includes(category)) ? [kind] : []))
  if (kinds.length === 0) return []
  const rows = await select(db, 'SELECT data FROM learning_events WHERE user_id = :userId AND kind IN (:kinds)', { userId, kinds })
  return rows.map(row => LearningEvent.parse(JSON.parse(text(row['data']))))
}

export const isRecorded = async (tx: Db, userId: number, event: LearningEvent): Promise<boolean> =>
  (await selectOne(tx, 'SELECT 1 AS there FROM learning_events WHERE user_id = :userId AND event_key = :eventKey', { userId, eventKey: eventKey(event) })) !==
  null

/** Writes what happened; the caller has made sure, under the learner's lock, that it is not there yet. */
export const insertEvent = async (tx: Db, userId: number, event: LearningEvent, points: number): Promise<void> => {
  const { kind, at, day } = event
  const seconds = kind === 'lessonStudied' ? event.seconds : 0
  await tx.models.learningEvents.create(
    { userId, eventKey: eventKey(event), kind, at: new Date(at), day, data: JSON.stringify(event), points, seconds },
    { transaction: tx.transaction },
  )
}

/** The points that an exam has earned this learner so far: those of all its attempts. */
export const pointsOfExam = async (tx: Db, userId: number, examId: number): Promise<number> => {
  // The range of keys is what the index can find.
  const rows = await select(
    tx,
    "SELECT data, points FROM learning_events WHERE user_id = :userId AND event_key >= 'attempt:' AND event_key < 'attempt;' AND points > 0",
    { userId },
  )
  const ofExam = (row: Row) => {
    const event = LearningEvent.parse(JSON.parse(text(row['data'])))
    return event.kind === 'examTaken' && event.examId === examId
  }
  return rows.filter(ofExam).reduce((sum, row) => sum + number(row['points']), 0)
}

/** Right answers in practice that earned points on a local day. */
export const paidAnswersOn = async (tx: Db, userId: number, day: string): Promise<number> => {
  const row = await selectOne(
    tx,
    "SELECT COALESCE(SUM(points), 0) AS n FROM learning_events WHERE user_id = :userId AND day = :day AND kind = 'practiceAnswered'",
    { userId, day },
  )
  return number(row?.['n'])
}

/** Nobody else records for this learner until the transaction is over. On SQLite every writing transaction is alone anyway. */
export const lockLearner = async (tx: Db, userId: number): Promise<void> => {
  if (tx.engine === 'mariadb') await select(tx, 'SELECT id FROM users WHERE id = :userId FOR UPDATE', { userId })
}
