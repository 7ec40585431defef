import { coverageOn, neverHeld } from '@wallet/shared/dashboards/holding'
import { addDays, isoDay } from '@wallet/shared/certificates/validity'
import type { Db } from '../../db/connect.ts'
import { date, number, numberOrNull, select, text, type Row } from '../../db/query.ts'
import { isRenewing } from '../../rollups/renewalWhere.ts'
import { titlesOf } from '../../templates/titles.ts'
import { dayOf, daysUntil } from './days.ts'
import type { Asked, Told } from './reading.ts'

const expiringDays = 30

/** Those of these certificates that their holders have begun to renew. */
export const listRenewing = async (db: Db, certificateIds: readonly number[]): Promise<ReadonlySet<number>> => {
  if (certificateIds.length === 0) return new Set()
  const rows = await select(db, `SELECT c.id FROM user_certificates c WHERE c.id IN (:certificateIds) AND ${isRenewing(db)}`, { certificateIds })
  return new Set(rows.map(row => number(row['id'])))
}

const pairOf = (row: Row) => `${number(row['user_id'])} ${number(row['template_id'])}`

/** The local days on which people were last reminded, by person and template. */
export const listReminded = async ({ deps: { db, config } }: Asked, rows: readonly Row[]): Promise<(row: Row) => string | null> => {
  const userIds = [...new Set(rows.map(row => number(row['user_id'])))]
  if (userIds.length === 0) return () => null
  const sql = "SELECT user_id, template_id, MAX(created_at) AS at FROM notices WHERE user_id IN (:userIds) AND kind = 'reminder' GROUP BY user_id, template_id"
  const days = new Map((await select(db, sql, { userIds })).map(row => [pairOf(row), dayOf(date(row['at']), config.zone)]))
  return row => days.get(pairOf(row)) ?? null
}

/** What people hold of what is required of them: rows of `holdings`. */
export const tellHeld = async (asked: Asked, rows: readonly Row[]): Promise<Told[]> => {
  const { db } = asked.deps
  const [today, soon] = [isoDay(asked.today), isoDay(addDays(asked.today, expiringDays))]
  const certificateIds = rows.map(row => numberOrNull(row['certificate_id'])).filter(id => id !== null)
  const titles = await titlesOf(
    db,
    rows.map(row => number(row['template_id'])),
  )
  const [renewing, reminded] = [await listRenewing(db, certificateIds), await listReminded(asked, rows)]
  return rows.map(row => {
    const [templateId, untilDay] = [number(row['template_id']), text(row['until_day'])]
    const { title = null, englishTitle = null } = titles.get(templateId) ?? {}
    const hasEnd = untilDay !== neverHeld && !untilDay.startsWith('9999')
    return {
      ...{ key: `${text(row['employee_no'])}:${templateId}`, title, englishTitle, templateId, amount: null },
      state: coverageOn(today, soon, untilDay),
      day: hasEnd ? untilDay : null,
      daysLeft: hasEnd ? daysUntil(asked.today, untilDay) : null,
      isRenewing: renewing.has(number(row['certificate_id'])),
      remindedOn: reminded(row),
    }
  })
}
