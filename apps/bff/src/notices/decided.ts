import { follower } from '../audit/follow.ts'
import type { Db } from '../db/connect.ts'
import { json, number, select, selectOne, text, type Row } from '../db/query.ts'
import type { Deps } from '../deps.ts'
import { insertNotices, type NewNotice } from './write.ts'

interface Told {
  readonly id: number
  readonly topic: string
  readonly payload: Readonly<Record<string, unknown>>
}
const toldOf = (row: Row): Told => ({ id: number(row['id']), topic: text(row['topic']), payload: json(row['payload']) as Told['payload'] })

/** What the holder is told: about the corrected certificate, or the one that stays as it is. */
const noticeOf = async (db: Db, requestId: number): Promise<NewNotice | null> => {
  const row = await selectOne(
    db,
    `SELECT r.state, r.certificate_id, r.successor_id, c.user_id, c.template_id FROM certificate_requests r JOIN user_certificates c ON c.id = r.certificate_id
     WHERE r.id = :requestId AND r.state IN ('approved', 'refused')`,
    { requestId },
  )
  return (
    row && {
      ...{ userId: number(row['user_id']), sourceKey: `correction:${requestId}`, kind: row['state'] === 'approved' ? 'nameCorrected' : 'nameKept' },
      ...{ templateId: number(row['template_id']), certificateId: number(row['successor_id'] ?? row['certificate_id']), createdBy: null },
    }
  )
}

/** Tells holders what came of the corrections that they asked for, once each. */
export const tellOfDecisions = (deps: Pick<Deps, 'db' | 'clock' | 'config' | 'log'>): (() => Promise<number>) =>
  follower(deps, {
    name: 'decided corrections',
    read: async (after, limit) =>
      (await select(deps.db, 'SELECT id, topic, payload FROM outbox WHERE id > :after ORDER BY id LIMIT :limit', { after, limit })).map(toldOf),
    handle: async ({ topic, payload }) => {
      const notice = topic === 'correction.decided' ? await noticeOf(deps.db, number(payload['requestId'])) : null
      if (notice) await insertNotices(deps.db, deps, [notice])
    },
  })
