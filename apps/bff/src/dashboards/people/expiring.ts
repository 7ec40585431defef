import { daysBetween } from '@wallet/shared/certificates/validity'
import { lastDayOf } from '@wallet/shared/dashboards/holding'
import { counts } from '../../certificates/statusWhere.ts'
import { date, instant, number, text, type Row } from '../../db/query.ts'
import { isRenewing } from '../../rollups/renewalWhere.ts'
import { endsWithin } from '../days.ts'
import { isHere, peopleHere, type Asked, type Reading, type Told } from './reading.ts'
import { amongRenewing, listReminded } from './held.ts'
import { courseAndExam, titleOfSource } from './sources.ts'

const tell = async (asked: Asked, rows: readonly Row[]): Promise<Told[]> => {
  const { db, config } = asked.deps
  const renewing = await amongRenewing(
    db,
    rows.map(row => number(row['key1'])),
  )
  const reminded = await listReminded(asked, rows)
  return rows.map(row => {
    const day = lastDayOf(date(row['key0']), config.zone)
    const templateId = number(row['template_id'])
    return {
      ...{ key: text(row['certificate_no']), ...titleOfSource(row), templateId, state: 'expiring', amount: null },
      ...{ day, daysLeft: daysBetween(asked.when.day, day), isRenewing: renewing.has(number(row['key1'])), remindedOn: reminded(row) },
    }
  })
}

/** Certificates in force that end within so many local days, of people who are here now: those that end soonest first. */
export const expiring = (asked: Asked): Reading => {
  const { deps, filter, when } = asked
  const isOpen = `NOT ${isRenewing(deps.db)}`
  const renewal = { open: [isOpen], renewing: [isRenewing(deps.db)], all: [] }[filter.renewal ?? 'all']
  return {
    from: `${peopleHere} JOIN user_certificates c ON c.user_id = u.id ${courseAndExam}`,
    where: [isHere, 'c.valid_until > :from AND c.valid_until <= :until', counts, ...renewal],
    isOpen,
    columns: 'c.certificate_no, c.template_id, c.title, co.english_title AS course_title, ex.english_title AS exam_title',
    order: [
      { sql: 'c.valid_until', kind: 'instant' },
      { sql: 'c.id', kind: 'integer' },
    ],
    given: { ...endsWithin(deps.db, when, filter.withinDays ?? 90), now: instant(deps.db, when.now) },
    tell: rows => tell(asked, rows),
  }
}
