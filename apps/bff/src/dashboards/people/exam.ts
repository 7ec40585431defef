import { addMonths, startOfDay } from '@wallet/shared/certificates/validity'
import { boolean, date, instant, number, text, type Row } from '../../db/query.ts'
import { dayOf } from './days.ts'
import { isHere, nothing, peopleHere, untouched, type Asked, type Reading, type Told } from './reading.ts'

const tell =
  (zone: string) =>
  (row: Row): Told => ({
    ...{ key: `${text(row['employee_no'])}:${text(row['attempt_no'])}`, ...nothing, ...untouched },
    ...{ title: text(row['title']), englishTitle: text(row['english_title']) },
    ...{ state: boolean(row['key0']) ? 'passed' : 'failed', day: dayOf(date(row['key1']), zone), amount: number(row['score']) },
  })

/** Attempts at an exam that have ended, in the last twelve local months: the failed ones first, of each the latest. */
export const exam = ({ deps: { db, config }, filter: { examId }, today }: Asked): Reading => ({
  from: `${peopleHere} JOIN attempts a ON a.user_id = u.id JOIN exams ex ON ex.id = a.exam_id`,
  where: [isHere, 'a.exam_id = :examId', 'a.ended_at >= :from'],
  columns: 'a.attempt_no, a.score, ex.title, ex.english_title',
  order: [
    { sql: 'a.is_passed', kind: 'integer' },
    { sql: 'a.ended_at', kind: 'instant', falls: true },
    { sql: 'a.id', kind: 'integer', falls: true },
  ],
  given: { examId, from: instant(db, startOfDay(addMonths({ ...today, day: 1 }, -11), config.zone)) },
  tell: rows => rows.map(tell(config.zone)),
})
