import type { ReminderOrder, ReminderResult } from '@wallet/shared/dashboards/people'
import { lastDayOf } from '@wallet/shared/dashboards/holding'
import { dayIn, isoDay, type Day } from '@wallet/shared/certificates/validity'
import { thresholdOf } from '@wallet/shared/notices/notice'
import { fail } from '@wallet/shared/problem'
import { appendAudit } from '../../audit/append.ts'
import { pathAfter } from '../../certificates/store.ts'
import { inTransaction, type Db } from '../../db/connect.ts'
import { date, number, numberOrNull, select, text, type Row } from '../../db/query.ts'
import type { Deps } from '../../deps.ts'
import type { SignedIn } from '../../http/guard.ts'
import { insertNotices, occasionOf, type NewNotice } from '../../notices/write.ts'
import type { Scope } from '../scope.ts'
import { daysUntil, endsWithin } from './days.ts'

type Items = ReminderOrder['items']
interface Pairs {
  readonly userIds: readonly number[]
  readonly templateIds: readonly number[]
}

/** The people who are meant, by employee number, held until the transaction is over; whoever is not below the unit refuses all of it. */
const holdPeople = async (tx: Db, { path }: Scope, items: Items): Promise<ReadonlyMap<string, number>> => {
  const employeeNos = [...new Set(items.map(({ employeeNo }) => employeeNo.toUpperCase()))]
  const sql = `SELECT u.id, u.employee_no FROM users u JOIN org_units o ON o.id = u.org_unit_id
    WHERE u.employee_no IN (:employeeNos) AND o.path >= :path AND o.path < :below`
  const rows = await select(tx, sql, { employeeNos, path, below: pathAfter(path) })
  if (rows.length < employeeNos.length) fail('forbidden')
  const userIds = rows.map(row => number(row['id']))
  if (tx.engine === 'mariadb') await select(tx, 'SELECT id FROM users WHERE id IN (:userIds) ORDER BY id FOR UPDATE', { userIds })
  return new Map(rows.map(row => [text(row['employee_no']), number(row['id'])]))
}

const noticeOf = (row: Row, threshold: number | 'missing', untilDay: string, createdBy: number): NewNotice => {
  const templateId = number(row['template_id'])
  const sourceKey = `reminder:${templateId}:${threshold}:${untilDay}`
  return { userId: number(row['user_id']), sourceKey, kind: 'reminder', templateId, certificateId: numberOrNull(row['certificate_id']), createdBy }
}

const listMissing = async (tx: Db, pairs: Pairs, today: Day, me: SignedIn): Promise<NewNotice[]> => {
  const sql = `SELECT h.user_id, h.template_id, h.until_day, h.certificate_id FROM holdings h JOIN users u ON u.id = h.user_id
    WHERE h.user_id IN (:userIds) AND h.template_id IN (:templateIds) AND h.is_required = 1 AND h.until_day < :today AND u.is_active = 1`
  return (await select(tx, sql, { ...pairs, today: isoDay(today) })).map(row => noticeOf(row, 'missing', text(row['until_day']), me.userId))
}

const listExpiring = async (tx: Db, pairs: Pairs, today: Day, zone: string, me: SignedIn): Promise<NewNotice[]> => {
  const sql = `SELECT c.user_id, c.template_id, c.valid_until, c.id AS certificate_id FROM user_certificates c JOIN users u ON u.id = c.user_id
    WHERE c.user_id IN (:userIds) AND c.template_id IN (:templateIds) AND c.valid_until > :from AND c.valid_until <= :until AND u.is_active = 1
      AND c.revoked_at IS NULL AND c.suspended_at IS NULL AND c.superseded_by_id IS NULL`
  return (await select(tx, sql, { ...pairs, ...endsWithin(tx, zone, today, 90) })).flatMap(row => {
    const untilDay = lastDayOf(date(row['valid_until']), zone)
    const threshold = thresholdOf(daysUntil(today, untilDay) ?? -1)
    return threshold === null ? [] : [noticeOf(row, threshold, untilDay, me.userId)]
  })
}

const pairName = ({ userId, templateId }: { readonly userId: number; readonly templateId: number }) => `${userId} ${templateId}`

/** Tells people of the certificates that they miss or that end soon, each once for each threshold; what is no longer so is left out. */
export const remind = (
  { db, clock, config }: Pick<Deps, 'db' | 'clock' | 'config'>,
  me: SignedIn,
  scope: Scope,
  { items }: ReminderOrder,
): Promise<ReminderResult> =>
  inTransaction(db, async tx => {
    const people = await holdPeople(tx, scope, items)
    const wanted = items.map(({ employeeNo, templateId }) => ({ userId: people.get(employeeNo.toUpperCase()) ?? 0, templateId }))
    const pairs = { userIds: [...new Set(wanted.map(({ userId }) => userId))], templateIds: [...new Set(wanted.map(({ templateId }) => templateId))] }
    const names = new Set(wanted.map(pairName))
    const [now, today] = [clock.now(), dayIn(clock.now(), config.zone)]
    const due = [...(await listMissing(tx, pairs, today, me)), ...(await listExpiring(tx, pairs, today, config.zone, me))].filter(one =>
      names.has(pairName(one)),
    )
    const fresh = await insertNotices(tx, { clock, config }, due)
    const told = new Set(due.filter(one => fresh.has(occasionOf(one))).map(pairName))
    const needed = new Set(due.map(pairName))
    const result = { reminded: told.size, already: needed.size - told.size, notNeeded: names.size - needed.size }
    await appendAudit(tx, { event: 'people.reminded', subject: `unit:${scope.unitId}`, actorId: me.userId, data: result, at: now })
    return result
  })
