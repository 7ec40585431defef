import type { Locale } from '@wallet/shared/session/session'
import { inTransaction, type Db } from '../db/connect.ts'
import { boolean, execute, instant, number, select, selectOne, text, textOrNull } from '../db/query.ts'

/** What one person is to be told by mail: all of it in one. */
export interface Letter {
  readonly userId: number
  readonly noticeIds: readonly number[]
  /** How often it has been tried, this time included. */
  readonly tries: number
}

const forUpdate = ({ engine }: Db) => (engine === 'sqlite' ? '' : 'FOR UPDATE SKIP LOCKED')

/** Takes what is due to one person, so that until `lease` nobody else takes it: who is stopped while sending leaves it to whoever comes then. */
export const claimLetter = (db: Db, now: Date, lease: Date): Promise<Letter | null> =>
  inTransaction(db, async tx => {
    const due = { now: instant(tx, now) }
    const first = await selectOne(tx, `SELECT user_id FROM notices WHERE mail_due_at <= :now ORDER BY mail_due_at, id LIMIT 1 ${forUpdate(tx)}`, due)
    if (!first) return null
    const userId = number(first['user_id'])
    const sql = `SELECT id, mail_tries FROM notices WHERE user_id = :userId AND mail_due_at <= :now ORDER BY id ${forUpdate(tx)}`
    const rows = await select(tx, sql, { ...due, userId })
    const noticeIds = rows.map(row => number(row['id']))
    const given = { noticeIds, lease: instant(tx, lease) }
    await execute(tx, 'UPDATE notices SET mail_due_at = :lease, mail_tries = mail_tries + 1 WHERE id IN (:noticeIds)', given)
    return { userId, noticeIds, tries: 1 + Math.max(...rows.map(row => number(row['mail_tries']))) }
  })

/** The server has taken it. */
export const markMailed = (db: Db, ids: readonly number[], now: Date): Promise<void> =>
  execute(db, 'UPDATE notices SET mailed_at = :now, mail_due_at = NULL WHERE id IN (:ids)', { ids, now: instant(db, now) })

/** It is not to be sent any more. */
export const dropMail = (db: Db, ids: readonly number[]): Promise<void> => execute(db, 'UPDATE notices SET mail_due_at = NULL WHERE id IN (:ids)', { ids })

/** It is tried again then. */
export const postpone = (db: Db, ids: readonly number[], until: Date): Promise<void> =>
  execute(db, 'UPDATE notices SET mail_due_at = :until WHERE id IN (:ids)', { ids, until: instant(db, until) })

/** Nothing that is due now is tried before then. */
export const postponeDue = (db: Db, now: Date, until: Date): Promise<void> =>
  execute(db, 'UPDATE notices SET mail_due_at = :until WHERE mail_due_at <= :now', { now: instant(db, now), until: instant(db, until) })

/** Whom a letter goes to. */
export interface Recipient {
  readonly address: string
  readonly fullName: string
  readonly locale: Locale
}

/** Where somebody can be written to; null: they have no address, or have left. */
export const findRecipient = async (db: Db, userId: number): Promise<Recipient | null> => {
  const row = await selectOne(db, 'SELECT email, full_name, locale, is_active FROM users WHERE id = :userId', { userId })
  const address = textOrNull(row?.['email'])
  return row && address !== null && boolean(row['is_active'])
    ? { address, fullName: text(row['full_name']).replaceAll(/\p{C}+/gu, ' '), locale: text(row['locale']) as Locale }
    : null
}
