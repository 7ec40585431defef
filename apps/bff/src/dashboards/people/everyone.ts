import { text } from '../../db/query.ts'
import { isHere, nothing, peopleHere, untouched, type Reading } from './reading.ts'

/** All people who work here. */
export const everyone = (): Reading => ({
  from: peopleHere,
  where: [isHere],
  order: [{ sql: 'u.employee_no', kind: 'code' }],
  tell: rows => rows.map(row => ({ key: text(row['employee_no']), ...nothing, ...untouched })),
})
