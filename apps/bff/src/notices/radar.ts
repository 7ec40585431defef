import { expiryThresholds } from '@wallet/shared/dashboards/expiry'
import { addDays, dayIn, startOfDay, type Day } from '@wallet/shared/certificates/validity'
import { thresholdOf } from '@wallet/shared/notices/notice'
import { positionOf, savePosition } from '../audit/follow.ts'
import type { Db } from '../db/connect.ts'
import { instant, number, select } from '../db/query.ts'
import type { Deps } from '../deps.ts'
import { insertNotices, type NewNotice } from './write.ts'

const name = 'certificates that end soon'
const [farthest] = expiryThresholds
/** Where a walk begins that looks at everything as it is on this day; it goes on by one for each last day that has been looked at. */
const startOf = ({ year, month, day }: Day) => (Date.UTC(year, month - 1, day) / 86_400_000) * 100

/** Certificates in force whose last day is so many days from today, of people who still work here. */
const listEnding = async (db: Db, zone: string, today: Day, daysLeft: number, now: Date) => {
  const sql = `SELECT c.id, c.user_id, c.template_id FROM user_certificates c JOIN users u ON u.id = c.user_id
    WHERE c.valid_until > :from AND c.valid_until <= :until AND c.issued_at <= :now AND u.is_active = 1
      AND c.revoked_at IS NULL AND c.suspended_at IS NULL AND c.superseded_by_id IS NULL`
  const [from, until] = [daysLeft, daysLeft + 1].map(days => instant(db, startOfDay(addDays(today, days), zone)))
  return select(db, sql, { from, until, now: instant(db, now) })
}

const tellOfDay = async ({ db, clock, config }: Pick<Deps, 'db' | 'clock' | 'config'>, today: Day, daysLeft: number): Promise<number> => {
  const threshold = thresholdOf(daysLeft)
  const notices = (await listEnding(db, config.zone, today, daysLeft, clock.now())).map((row): NewNotice => {
    const certificateId = number(row['id'])
    const sourceKey = `expiring:${certificateId}:${threshold}`
    return { userId: number(row['user_id']), sourceKey, kind: 'expiring', templateId: number(row['template_id']), certificateId, createdBy: null }
  })
  return (await insertNotices(db, { clock, config }, notices)).size
}

/**
 * Tells holders of what ends soon: once a local day it walks along all last days within the farthest threshold, the nearest first, and tells
 * of the nearest threshold that has been passed. However often a walk is broken off or walked by several processes, the key of a notice lets
 * each through once. Where today's walk is done, a turn is one row read by its key.
 */
export const tellOfExpiry =
  (deps: Pick<Deps, 'db' | 'clock' | 'config'>) =>
  async (over?: AbortSignal): Promise<number> => {
    const today = dayIn(deps.clock.now(), deps.config.zone)
    const start = startOf(today)
    const goesOn = () => !over?.aborted
    const position = await positionOf(deps.db, name)
    // One beyond today's walk was left by a clock that was ahead.
    const from = position > start + farthest ? start : Math.max(start, position)
    let told = 0
    for (let at = from; at < start + farthest && goesOn(); at += 1) {
      told += await tellOfDay(deps, today, at - start)
      await savePosition(deps.db, name, at + 1)
    }
    return told
  }
