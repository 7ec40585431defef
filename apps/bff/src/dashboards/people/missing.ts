import { isoDay } from '@wallet/shared/certificates/validity'
import { isHere, peopleHere, type Asked, type Reading } from './reading.ts'
import { tellHeld } from './standing.ts'

const holdings = `${peopleHere} JOIN holdings h ON h.user_id = u.id`
const isRequired = 'h.is_required = 1'
const columns = 'h.template_id, h.until_day, h.certificate_id'

/** Whoever has to hold a certificate and does not: a row for each of them. */
export const missing = (asked: Asked): Reading => ({
  from: holdings,
  where: [isHere, isRequired, 'h.until_day < :today', ...(asked.filter.templateId === undefined ? [] : ['h.template_id = :templateId'])],
  columns,
  order: [
    { sql: 'u.employee_no', kind: 'code' },
    { sql: 'h.template_id', kind: 'integer' },
  ],
  given: { today: isoDay(asked.today), templateId: asked.filter.templateId },
  tell: rows => tellHeld(asked, rows),
})

/** What one person holds of all that is required of them: what is missing first, then what ends soonest. */
export const person = (asked: Asked): Reading => ({
  from: holdings,
  where: [isHere, isRequired, 'u.employee_no = :employeeNo'],
  columns,
  order: [
    { sql: 'h.until_day', kind: 'code' },
    { sql: 'h.template_id', kind: 'integer' },
  ],
  given: { employeeNo: asked.filter.employeeNo?.toUpperCase() },
  tell: rows => tellHeld(asked, rows),
})
