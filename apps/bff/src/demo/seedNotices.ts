import type { Db } from '../db/connect.ts'
import { number, numberOrNull, select, text } from '../db/query.ts'
import type { Deps } from '../deps.ts'
import { tellOfExpiry } from '../notices/radar.ts'
import { insertNotices } from '../notices/write.ts'

/** Tells everybody what ends, and one person of what they miss; the people of the demo have no mailboxes. */
export const seedNotices = async (tx: Db, { clock, config }: Pick<Deps, 'clock' | 'config'>, userId: number, managerId: number): Promise<void> => {
  const deps = { clock, config: { ...config, mail: null } }
  await tellOfExpiry({ ...deps, db: tx })()
  const sql = `SELECT h.template_id, h.until_day, h.certificate_id FROM holdings h JOIN certificate_templates t ON t.id = h.template_id
    WHERE h.user_id = :userId AND t.name IN ('反洗钱与合规基础', '客户服务资格认证') ORDER BY h.until_day DESC`
  const reminders = (await select(tx, sql, { userId })).map(row => ({
    ...{ userId, kind: 'reminder' as const, templateId: number(row['template_id']), certificateId: numberOrNull(row['certificate_id']), createdBy: managerId },
    sourceKey: `reminder:${number(row['template_id'])}:missing:${text(row['until_day'])}`,
  }))
  await insertNotices(tx, deps, reminders)
}
