import { inTransaction } from '../db/connect.ts'
import { instant, number, select, text } from '../db/query.ts'
import type { Deps } from '../deps.ts'
import { mark } from './dirty.ts'

const minuteMs = 60_000
/** How far back is looked after a start. */
const firstMs = 24 * 60 * minuteMs

/**
 * A certificate counts as held from the moment of its issue on. Where that lay in the future when it was told (the clocks of two machines
 * differ), its holder is looked at again once it has passed. Answers how many people there were.
 */
export const markBegun = ({ db, clock }: Pick<Deps, 'db' | 'clock'>) => {
  let since: Date | null = null
  return async (): Promise<number> => {
    const now = clock.now()
    const from = since ?? new Date(now.getTime() - firstMs)
    const sql = `SELECT DISTINCT u.id, u.org_unit_id FROM user_certificates c JOIN users u ON u.id = c.user_id
      WHERE c.issued_at > :from AND c.issued_at <= :now AND u.is_active = :isActive
        AND c.revoked_at IS NULL AND c.suspended_at IS NULL AND c.superseded_by_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM holdings h WHERE h.user_id = c.user_id AND h.template_id = c.template_id AND h.certificate_id = c.id)`
    const people = await select(db, sql, { from: instant(db, from), now: instant(db, now), isActive: true })
    const marks = people.map(row => ({ rollup: 'people', unitId: number(row['org_unit_id']), slice: text(row['id']) }))
    await inTransaction(db, tx => mark(tx, marks))
    since = new Date(now.getTime() - minuteMs)
    return marks.length
  }
}
