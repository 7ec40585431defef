import type { AuditName } from '@wallet/shared/audit/event'
import { fail } from '@wallet/shared/problem'
import type { NewWebhook, Webhook, webhooks } from '@wallet/shared/webhooks/contract'
import { appendAudit } from '../audit/append.ts'
import { inTransaction, type Db } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { SignedIn } from '../http/guard.ts'
import type { Handlers } from '../http/mount.ts'
import { isOpenUrl } from './address.ts'
import { newSecret } from './sign.ts'
import {
  countOpen,
  findDelivery,
  findWebhook,
  insertWebhook,
  latestDelivery,
  listDeliveries,
  listWebhooks,
  queue,
  removeWebhook,
  revive,
  setSecret,
  shownWebhook,
  updateWebhook,
} from './store.ts'

const mostWebhooks = 20
const bothSignMs = 24 * 3_600_000

export const webhookRoutes = ({ db, clock, config, random }: Deps): Handlers<typeof webhooks> => {
  const insistOnUrl = (url: string | undefined) => url === undefined || isOpenUrl(url, config.webhooksMayBePrivate) || fail('webhook_address')
  const find = async (tx: Db, id: number) => (await findWebhook(tx, id)) ?? fail('webhook_not_found')
  const shown = async (id: number): Promise<Webhook> => shownWebhook(await find(db, id), await countOpen(db), clock.now())
  const withSecret = async (id: number, secret: string): Promise<NewWebhook> => ({ ...(await shown(id)), secret })
  // Where it leads stays out of the trail: an address may hold a token.
  const act = (me: SignedIn, event: AuditName, work: (tx: Db, now: Date) => Promise<{ id: number; data?: Record<string, number> }>) =>
    inTransaction(db, async tx => {
      const at = clock.now()
      const { id, data = {} } = await work(tx, at)
      await appendAudit(tx, { event, subject: `webhook:${id}`, actorId: me.userId, data, at })
      return id
    })
  return {
    list: async () => {
      const counts = await countOpen(db)
      return { items: (await listWebhooks(db)).map(webhook => shownWebhook(webhook, counts, clock.now())) }
    },
    create: async ({ me, body: { url, topics } }) => {
      insistOnUrl(url)
      const secret = newSecret(random)
      const id = await act(me, 'webhook.created', async (tx, createdAt) => {
        if ((await listWebhooks(tx)).length >= mostWebhooks) fail('too_many_webhooks')
        return { id: await insertWebhook(tx, { url, topics, secret, createdBy: me.userId, createdAt }) }
      })
      return withSecret(id, secret)
    },
    change: async ({ me, params: { id }, body }) => {
      insistOnUrl(body.url)
      await act(me, 'webhook.changed', async tx => {
        await find(tx, id)
        await updateWebhook(tx, id, body)
        return { id, data: body.isActive === undefined ? {} : { isActive: Number(body.isActive) } }
      })
      return shown(id)
    },
    remove: async ({ me, params: { id } }) => {
      await act(me, 'webhook.deleted', async tx => {
        await find(tx, id)
        await removeWebhook(tx, id)
        return { id }
      })
      return undefined
    },
    rotate: async ({ me, params: { id } }) => {
      const secret = newSecret(random)
      await act(me, 'webhook.rotated', async (tx, at) => {
        await setSecret(tx, id, secret, (await find(tx, id)).secret, new Date(at.getTime() + bothSignMs))
        return { id }
      })
      return withSecret(id, secret)
    },
    test: async ({ params: { id } }) => {
      await find(db, id)
      await queue(db, [{ webhookId: id, outboxId: null, topic: 'webhook.test', certificateNo: null, at: clock.now() }], clock.now())
      return (await latestDelivery(db, id)) ?? fail('internal')
    },
    deliveries: async ({ params: { id }, query }) => {
      await find(db, id)
      return listDeliveries(db, id, query)
    },
    retry: async ({ me, params: { id } }) => {
      const delivery = (await findDelivery(db, id)) ?? fail('delivery_not_found')
      const { webhookId } = delivery
      await act(me, 'webhook.retried', async (tx, at) => {
        if ((await revive(tx, { id, webhookId }, at)) === 0) fail('delivery_not_dead')
        return { id: webhookId, data: { count: 1 } }
      })
      const { webhookId: _webhook, ...after } = (await findDelivery(db, id)) ?? fail('delivery_not_found')
      return after
    },
    retryDead: async ({ me, params: { id } }) => {
      let count = 0
      await act(me, 'webhook.retried', async (tx, at) => {
        await find(tx, id)
        count = await revive(tx, { webhookId: id }, at)
        return { id, data: { count } }
      })
      return { count }
    },
  }
}
