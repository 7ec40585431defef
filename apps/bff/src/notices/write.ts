import type { NoticeKind } from '@wallet/shared/notices/notice'
import type { Db } from '../db/connect.ts'
import { execute, instant, select } from '../db/query.ts'
import type { Deps } from '../deps.ts'

/** What somebody is to be told. */
export interface NewNotice {
  readonly userId: number
  /** Names the occasion: for each, somebody is told once. */
  readonly sourceKey: string
  readonly kind: NoticeKind
  readonly templateId: number
  readonly certificateId: number | null
  /** Row id of who reminds; null: the system. */
  readonly createdBy: number | null
}

const atOnce = 500
const nameOf = (userId: unknown, sourceKey: unknown) => `${String(userId)} ${String(sourceKey)}`
/** Of which occasion somebody is told. */
export const occasionOf = ({ userId, sourceKey }: Pick<NewNotice, 'userId' | 'sourceKey'>): string => nameOf(userId, sourceKey)

const listKnown = async (tx: Db, notices: readonly NewNotice[]): Promise<ReadonlySet<string>> => {
  const given = { userIds: [...new Set(notices.map(({ userId }) => userId))], sourceKeys: [...new Set(notices.map(({ sourceKey }) => sourceKey))] }
  const rows = await select(tx, 'SELECT user_id, source_key FROM notices WHERE user_id IN (:userIds) AND source_key IN (:sourceKeys)', given)
  return new Set(rows.map(row => nameOf(row['user_id'], row['source_key'])))
}

const insertChunk = async (tx: Db, { clock, config }: Pick<Deps, 'clock' | 'config'>, notices: readonly NewNotice[]) => {
  const now = instant(tx, clock.now())
  const rows = notices.map(one => [
    ...[one.userId, one.sourceKey, one.kind, one.templateId, one.certificateId, one.createdBy, now],
    ...[config.mail ? now : null, 0],
  ])
  const ignoring = tx.engine === 'sqlite' ? 'INSERT OR IGNORE' : 'INSERT IGNORE'
  const sql = `${ignoring} INTO notices (user_id, source_key, kind, template_id, certificate_id, created_by, created_at, mail_due_at, mail_tries)
    VALUES ${rows.map((_, index) => `(:row${index})`).join(', ')}`
  await execute(tx, sql, Object.fromEntries(rows.map((row, index) => [`row${index}`, row])))
}

/**
 * Tells people what they have not been told of this occasion; answers the occasions that are new. Where two do it at the same time the
 * unique key lets one through: whoever counts by the answer holds a lock on the people.
 */
export const insertNotices = async (tx: Db, deps: Pick<Deps, 'clock' | 'config'>, notices: readonly NewNotice[]): Promise<ReadonlySet<string>> => {
  const fresh = new Set<string>()
  for (let from = 0; from < notices.length; from += atOnce) {
    const chunk = notices.slice(from, from + atOnce)
    const known = await listKnown(tx, chunk)
    const unknown = chunk.filter(one => !known.has(occasionOf(one)))
    if (unknown.length > 0) await insertChunk(tx, deps, unknown)
    for (const one of unknown) fresh.add(occasionOf(one))
  }
  return fresh
}

/** Forgets what somebody was told, and what was still to be mailed to them. */
export const forgetNotices = (tx: Db, userId: number): Promise<void> => execute(tx, 'DELETE FROM notices WHERE user_id = :userId', { userId })
