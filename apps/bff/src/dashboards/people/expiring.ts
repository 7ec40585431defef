import { lastDayOf } from '@wallet/shared/dashboards/holding'
import { date, number, text, type Row } from '../../db/query.ts'
import { isRenewing } from '../../rollups/renewalWhere.ts'
import { endsWithin, daysUntil } from './days.ts'
import { isHere, peopleHere, type Asked, type Reading, type Told } from './reading.ts'
import { listRenewing, listReminded } from './standing.ts'
import { courseAndExam, titleOfSource } from './sources.ts'

const tell = async (asked: Asked, rows: readonly Row[]): Promise<Told[]> => {
  const { db, config } = asked.deps
  const renewing = await listRenewing(
    db,
    rows.map(row => number(row['key1'])),
  )
  const reminded = await listReminded(asked, rows)
  return rows.map(row => {
    const day = lastDayOf(date(row['key0']), config.zone)
    const templateId = number(row['template_id'])
    return {
      ...{ key: text(row['certificate_no']), ...titleOfSource(row), templateId, state: 'expiring', amount: null },
      ...{ day, daysLeft: daysUntil(asked.today, day), isRenewing: renewing.has(number(row['key1'])), remindedOn: reminded(row) },
    }
  })
}

/** Certificates in force that end within so many local days, of people who are here now: those that end soonest first. */
export const expiring = (asked: Asked): Reading => {
  const { deps, filter, today } = asked
  const renewal = { open: [`NOT ${isRenewing(deps.db)}`], renewing: [isRenewing(deps.db)], all: [] }[filter.renewal ?? 'all']
  const isInForce = 'c.revoked_at IS NULL AND c.suspended_at IS NULL AND c.superseded_by_id IS NULL'
  return {
    from: `${peopleHere} JOIN user_certificates c ON c.user_id = u.id ${courseAndExam}`,
    where: [isHere, 'c.valid_until > :from AND c.valid_until <= :until', isInForce, ...renewal],
    columns: 'c.certificate_no, c.template_id, c.title, co.english_title AS course_title, ex.english_title AS exam_title',
    order: [
      { sql: 'c.valid_until', kind: 'instant' },
      { sql: 'c.id', kind: 'integer' },
    ],
    given: endsWithin(deps.db, deps.config.zone, today, filter.withinDays ?? 90),
    tell: rows => tell(asked, rows),
  }
}
