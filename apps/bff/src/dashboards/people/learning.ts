import { periodName, periodOf } from '@wallet/shared/growth/period'
import { number, text } from '../../db/query.ts'
import { isHere, nothing, peopleHere, untouched, type Asked, type Reading } from './reading.ts'

/** Whoever has learnt this month, with the minutes: the most first. */
export const learning = ({ today }: Asked): Reading => ({
  from: `${peopleHere} JOIN scores s ON s.user_id = u.id`,
  where: [isHere, "s.metric = 'minutes'", 's.period = :period'],
  order: [
    { sql: 's.amount', kind: 'integer', falls: true },
    { sql: 'u.id', kind: 'integer' },
  ],
  given: { period: periodName(periodOf('month', today)) },
  tell: rows => rows.map(row => ({ key: text(row['employee_no']), ...nothing, ...untouched, amount: Math.floor(number(row['key0']) / 60) })),
})
