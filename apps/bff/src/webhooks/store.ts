import type { Delivery, Webhook } from '@wallet/shared/webhooks/contract'
import { webhookTopics, type DeliveryState, type DeliveryTrouble, type WebhookTopic } from '@wallet/shared/webhooks/topic'
import type { Page } from '@wallet/shared/page'
import { Op } from 'sequelize'
import { decodeCursor, pageOfRows } from '../db/cursor.ts'
import type { Db } from '../db/connect.ts'
import { boolean, date, dateOrNull, execute, instant, json, number, numberOrNull, select, selectOne, text, textOrNull, type Row } from '../db/query.ts'
import { insertNewRows } from '../db/rows.ts'

/** A webhook with what signs for it. */
export interface WebhookRow {
  readonly id: number
  readonly url: string
  readonly topics: readonly WebhookTopic[]
  readonly secret: string
  readonly oldSecret: string | null
  readonly oldUntil: Date | null
  readonly isActive: boolean
  readonly isGone: boolean
  readonly createdAt: Date
}

const webhookOf = (row: Row): WebhookRow => ({
  id: number(row['id']),
  url: text(row['url']),
  topics: webhookTopics.filter(topic => text(row['topics']).split(' ').includes(topic)),
  secret: text(row['secret']),
  oldSecret: textOrNull(row['old_secret']),
  oldUntil: dateOrNull(row['old_until']),
  isActive: boolean(row['is_active']),
  isGone: boolean(row['is_gone']),
  createdAt: date(row['created_at']),
})

export const listWebhooks = async (db: Db): Promise<WebhookRow[]> => (await select(db, 'SELECT * FROM webhooks ORDER BY id DESC')).map(webhookOf)

export const findWebhook = async (db: Db, id: number): Promise<WebhookRow | null> => {
  const row = await selectOne(db, 'SELECT * FROM webhooks WHERE id = :id', { id })
  return row && webhookOf(row)
}

/** How many deliveries wait, and how many are dead, by webhook. */
export const countOpen = async (db: Db): Promise<ReadonlyMap<number, { readonly waiting: number; readonly dead: number }>> => {
  const rows = await select(
    db,
    `SELECT webhook_id, SUM(CASE WHEN state = 'waiting' THEN 1 ELSE 0 END) AS waiting, SUM(CASE WHEN state = 'dead' THEN 1 ELSE 0 END) AS dead
     FROM webhook_deliveries WHERE state IN ('waiting', 'dead') GROUP BY webhook_id`,
  )
  return new Map(rows.map(row => [number(row['webhook_id']), { waiting: number(row['waiting']), dead: number(row['dead']) }]))
}

/** A webhook as it is shown: without its secret. */
export const shownWebhook = (
  { secret: _secret, oldSecret: _old, oldUntil, createdAt, topics, ...rest }: WebhookRow,
  counts: Awaited<ReturnType<typeof countOpen>>,
  now: Date,
): Webhook => ({
  ...rest,
  topics: [...topics],
  ...(counts.get(rest.id) ?? { waiting: 0, dead: 0 }),
  oldSecretUntil: oldUntil && oldUntil > now ? oldUntil.toISOString() : null,
  createdAt: createdAt.toISOString(),
})

interface NewRow {
  readonly url: string
  readonly topics: readonly WebhookTopic[]
  readonly secret: string
  readonly createdBy: number
  readonly createdAt: Date
}
export const insertWebhook = async (tx: Db, { topics, ...row }: NewRow): Promise<number> => {
  const created = await tx.models.webhooks.create({ ...row, topics: topics.join(' '), isActive: true, isGone: false }, { transaction: tx.transaction })
  return number(created.get('id'))
}

interface Changes {
  readonly url?: string | undefined
  readonly topics?: readonly WebhookTopic[] | undefined
  readonly isActive?: boolean | undefined
}
export const updateWebhook = async (tx: Db, id: number, { url, topics, isActive }: Changes): Promise<void> => {
  const changed = { ...(url !== undefined && { url }), ...(topics && { topics: topics.join(' ') }), ...(isActive !== undefined && { isActive, isGone: false }) }
  await tx.models.webhooks.update(changed, { where: { id }, transaction: tx.transaction })
}

export const setSecret = async (tx: Db, id: number, secret: string, oldSecret: string, oldUntil: Date): Promise<void> => {
  await tx.models.webhooks.update({ secret, oldSecret, oldUntil }, { where: { id }, transaction: tx.transaction })
}

export const removeWebhook = async (tx: Db, id: number): Promise<void> => {
  await execute(tx, 'DELETE FROM webhook_deliveries WHERE webhook_id = :id', { id })
  await execute(tx, 'DELETE FROM webhooks WHERE id = :id', { id })
}

/** Notes that the receiver wants to hear no more. */
export const switchOff = (db: Db, id: number): Promise<void> => execute(db, 'UPDATE webhooks SET is_active = 0, is_gone = 1 WHERE id = :id', { id })

/** An event that webhooks may want to be told of. */
export interface Told {
  readonly id: number
  readonly topic: WebhookTopic
  readonly certificateNo: string
  readonly at: Date
}

/** Events of these topics after an id, in the order of their ids. */
export const readTold = async (db: Db, after: number, limit: number): Promise<Told[]> => {
  const sql = 'SELECT id, topic, payload, created_at FROM outbox WHERE id > :after AND topic IN (:topics) ORDER BY id LIMIT :limit'
  const rows = await select(db, sql, { after, limit, topics: [...webhookTopics] })
  return rows.map(row => ({
    id: number(row['id']),
    topic: text(row['topic']) as WebhookTopic,
    certificateNo: (json(row['payload']) as { readonly certificateNo: string }).certificateNo,
    at: date(row['created_at']),
  }))
}

interface Queued {
  readonly webhookId: number
  readonly outboxId: number | null
  readonly topic: string
  readonly certificateNo: string | null
  readonly at: Date
}
/** Puts deliveries in line; what is there already stays as it is. */
export const queue = async (tx: Db, deliveries: readonly Queued[], now: Date): Promise<void> =>
  insertNewRows(tx, {
    table: 'webhook_deliveries',
    columns: ['webhook_id', 'outbox_id', 'topic', 'certificate_no', 'happened_at', 'state', 'tries', 'next_at', 'created_at'],
    rows: deliveries.map(({ webhookId, outboxId, topic, certificateNo, at }) => [
      ...[webhookId, outboxId, topic, certificateNo, instant(tx, at)],
      ...['waiting', 0, instant(tx, now), instant(tx, now)],
    ]),
  })

/** A delivery that somebody has taken on. */
export interface Due {
  readonly id: number
  readonly webhookId: number
  readonly topic: string
  readonly certificateNo: string | null
  readonly at: Date
  readonly tries: number
}

/** What is due for a webhook and stands first in line for its certificate. */
export const listDue = async (db: Db, webhookId: number, now: Date, limit: number): Promise<Due[]> => {
  const rows = await select(
    db,
    `SELECT d.id, d.webhook_id, d.topic, d.certificate_no, d.happened_at, d.tries FROM webhook_deliveries d
     WHERE d.webhook_id = :webhookId AND d.state = 'waiting' AND d.next_at <= :now AND (d.lease_until IS NULL OR d.lease_until <= :now)
       AND NOT EXISTS (SELECT 1 FROM webhook_deliveries e WHERE e.webhook_id = d.webhook_id AND e.certificate_no = d.certificate_no
         AND e.state = 'waiting' AND e.outbox_id < d.outbox_id)
     ORDER BY d.next_at, d.id LIMIT :limit`,
    { webhookId, now: instant(db, now), limit },
  )
  return rows.map(row => ({
    ...{ id: number(row['id']), webhookId: number(row['webhook_id']), topic: text(row['topic']), certificateNo: textOrNull(row['certificate_no']) },
    ...{ at: date(row['happened_at']), tries: number(row['tries']) },
  }))
}

/** Takes a delivery on for so long; false where somebody else has it. */
export const lease = async (db: Db, id: number, now: Date, until: Date): Promise<boolean> => {
  const where = { id, state: 'waiting', leaseUntil: { [Op.or]: [null, { [Op.lte]: now }] } }
  const [taken] = await db.models.webhookDeliveries.update({ leaseUntil: until }, { where, transaction: db.transaction })
  return taken > 0
}

/** What came of a try, and what becomes of the delivery. */
export interface Result {
  readonly state: DeliveryState
  readonly tries: number
  readonly nextAt: Date
  readonly status: number | null
  readonly trouble: DeliveryTrouble | null
  readonly milliseconds: number
  readonly finishedAt: Date | null
}
export const settle = async (db: Db, id: number, result: Result): Promise<void> => {
  await db.models.webhookDeliveries.update({ ...result, leaseUntil: null }, { where: { id, state: 'waiting' }, transaction: db.transaction })
}

const deliveryOf = (row: Row): Delivery => ({
  id: number(row['id']),
  topic: text(row['topic']),
  certificateNo: textOrNull(row['certificate_no']),
  state: text(row['state']) as DeliveryState,
  tries: number(row['tries']),
  nextAt: row['state'] === 'waiting' ? date(row['next_at']).toISOString() : null,
  status: numberOrNull(row['status']),
  trouble: textOrNull(row['trouble']) as DeliveryTrouble | null,
  milliseconds: numberOrNull(row['milliseconds']),
  createdAt: date(row['created_at']).toISOString(),
  finishedAt: dateOrNull(row['finished_at'])?.toISOString() ?? null,
})

/** Deliveries of a webhook, the newest first. */
export const listDeliveries = async (
  db: Db,
  webhookId: number,
  { state, limit, cursor }: { readonly state?: DeliveryState | undefined; readonly limit: number; readonly cursor?: string | undefined },
): Promise<Page<Delivery>> => {
  const [before] = cursor === undefined ? [2_147_483_647] : decodeCursor(cursor, 'integer')
  const only = state ? 'AND state = :state' : ''
  const rows = await select(db, `SELECT * FROM webhook_deliveries WHERE webhook_id = :webhookId AND id < :before ${only} ORDER BY id DESC LIMIT :limit`, {
    ...{ webhookId, before, state, limit: limit + 1 },
  })
  return pageOfRows(
    rows.map(deliveryOf),
    limit,
    ({ id }) => [id],
    delivery => delivery,
  )
}

export const findDelivery = async (db: Db, id: number): Promise<(Delivery & { readonly webhookId: number }) | null> => {
  const row = await selectOne(db, 'SELECT * FROM webhook_deliveries WHERE id = :id', { id })
  return row && { ...deliveryOf(row), webhookId: number(row['webhook_id']) }
}

/** The last one that was put in line for a webhook. */
export const latestDelivery = async (db: Db, webhookId: number): Promise<Delivery | null> =>
  (await listDeliveries(db, webhookId, { limit: 1 })).items[0] ?? null

/** Puts dead letters in line again, one or all of a webhook; answers how many. */
export const revive = async (tx: Db, { id, webhookId }: { readonly id?: number; readonly webhookId: number }, now: Date): Promise<number> => {
  const [revived] = await tx.models.webhookDeliveries.update(
    { state: 'waiting', tries: 0, nextAt: now, finishedAt: null, leaseUntil: null },
    { where: { webhookId, state: 'dead', ...(id !== undefined && { id }) }, transaction: tx.transaction },
  )
  return revived
}

/** Forgets what was settled long ago. */
export const dropOldDeliveries = (db: Db, before: Date): Promise<void> =>
  execute(db, "DELETE FROM webhook_deliveries WHERE state <> 'waiting' AND finished_at < :before", { before: instant(db, before) })

/** What of a certificate is told: nothing that names anybody, and nothing that changes. */
export const factsToTell = async (db: Db, certificateNo: string): Promise<Record<string, string | number | null>> => {
  const row = await selectOne(db, 'SELECT type, template_id, issued_at, valid_until FROM user_certificates WHERE certificate_no = :certificateNo', {
    certificateNo,
  })
  return row
    ? {
        ...{ certificateNo, certificateType: text(row['type']), templateId: number(row['template_id']) },
        ...{ issuedAt: date(row['issued_at']).toISOString(), validUntil: dateOrNull(row['valid_until'])?.toISOString() ?? null },
      }
    : { certificateNo }
}
