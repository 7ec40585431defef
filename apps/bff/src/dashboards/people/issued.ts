import { date, instant, text, type Row } from '../../db/query.ts'
import { dayOf, spanOf } from './days.ts'
import { nothing, untouched, type Asked, type Reading, type Told } from './reading.ts'
import { courseAndExam, titleOfSource } from './sources.ts'

/**
 * By the unit that stands on the certificate: who has moved since has left it behind. Of the whole organisation they are read in the order in
 * which they are shown; otherwise a planner that does not know how much a unit holds begins with the units, and sorts everything there is.
 */
const atIssue = ({ deps: { db }, scope: { path } }: Asked) => {
  const isAll = path.split('/').length === 3
  const joins = isAll ? { sqlite: 'CROSS JOIN', mariadb: 'STRAIGHT_JOIN' }[db.engine] : 'JOIN'
  return `user_certificates c ${joins} org_units o ON o.id = c.org_unit_id ${joins} users u ON u.id = c.user_id ${courseAndExam}`
}
const columns = 'c.certificate_no, c.title, co.english_title AS course_title, ex.english_title AS exam_title'

const tell = (zone: string) => (row: Row) => ({
  ...{ key: text(row['certificate_no']), ...nothing, ...untouched, ...titleOfSource(row) },
  day: dayOf(date(row['key0']), zone),
})

const byDay = (asked: Asked, column: string): Omit<Reading, 'where'> => ({
  from: atIssue(asked),
  columns,
  isAsAtIssue: true,
  order: [
    { sql: column, kind: 'instant', falls: true },
    { sql: 'c.id', kind: 'integer', falls: true },
  ],
  tell: (rows): Told[] => rows.map(tell(asked.deps.config.zone)),
})

/** Certificates issued in a local month, on a local day or ever, up to now, whatever became of them: the newest first. */
export const issued = (asked: Asked): Reading => {
  const { deps, filter } = asked
  const given = { now: instant(deps.db, deps.clock.now()) }
  const all = { ...byDay(asked, 'c.issued_at'), where: ['c.issued_at <= :now'], given }
  if (filter.when === undefined) return all
  return {
    ...all,
    where: [...all.where, 'c.issued_at >= :from AND c.issued_at < :until'],
    given: { ...given, ...spanOf(deps.db, deps.config.zone, filter.when) },
  }
}

/** Certificates that were revoked: the last one first. */
export const revoked = (asked: Asked): Reading => ({ ...byDay(asked, 'c.revoked_at'), where: ['c.revoked_at IS NOT NULL'] })
