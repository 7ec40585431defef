import { parsePeriod, periodsOf } from '@wallet/shared/dashboards/period'
import { isoDay } from '@wallet/shared/certificates/validity'
import { number, text } from '../../db/query.ts'
import { isHere, nothing, peopleHere, untouched, type Asked, type Reading } from './reading.ts'

const during = 'e.user_id = u.id AND e.day >= :from AND e.day < :until'

/** Whoever did something today, this week or this month, with the minutes learnt in it. */
export const active = ({ filter: { period = 'day' }, today }: Asked): Reading => {
  const name = periodsOf(isoDay(today)).find(one => one.startsWith(`${period}:`)) ?? ''
  return {
    from: peopleHere,
    where: [isHere, `EXISTS (SELECT 1 FROM learning_events e WHERE ${during})`],
    columns: `(SELECT SUM(e.seconds) FROM learning_events e WHERE ${during}) AS seconds`,
    order: [{ sql: 'u.employee_no', kind: 'code' }],
    given: { ...parsePeriod(name) },
    tell: rows => rows.map(row => ({ key: text(row['employee_no']), ...nothing, ...untouched, amount: Math.floor(number(row['seconds']) / 60) })),
  }
}
