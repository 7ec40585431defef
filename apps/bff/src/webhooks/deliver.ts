import { mostTries, retryAfterSeconds } from '@wallet/shared/webhooks/topic'
import { follower } from '../audit/follow.ts'
import type { Deps } from '../deps.ts'
import type { Resolve } from './address.ts'
import { post, type Outcome } from './post.ts'
import { signatureOf } from './sign.ts'
import { factsToTell, lease, listDue, listWebhooks, queue, readTold, settle, switchOff, type Due, type Told, type WebhookRow } from './store.ts'

type Need = Pick<Deps, 'db' | 'clock' | 'config' | 'log' | 'random'>

/** Puts in line what webhooks want to be told of, as it happens. */
export const followForWebhooks = (deps: Need): (() => Promise<number>) =>
  follower(deps, {
    name: 'webhooks',
    read: (after, limit) => readTold(deps.db, after, limit),
    handle: async ({ id, topic, certificateNo, at }: Told) => {
      const listening = (await listWebhooks(deps.db)).filter(({ isActive, topics, createdAt }) => isActive && topics.includes(topic) && createdAt <= at)
      await queue(
        deps.db,
        listening.map(({ id: webhookId }) => ({ webhookId, outboxId: id, topic, certificateNo, at })),
        deps.clock.now(),
      )
    },
  })

interface Options {
  readonly timeoutMs?: number
  readonly resolve?: Resolve
}
const patienceMs = 10_000
/** Longer than a try takes, whatever holds it up. */
const leaseMs = 60_000
/** So many at once to one receiver, however slow it is, and in all. */
const mostEach = 4
const mostInAll = 40

/** A fifth more or less, so that what failed together is not tried together. */
const jittered = (seconds: number, random: Deps['random']) => seconds * 1_000 * (0.8 + (0.4 * (random(1)[0] ?? 0)) / 255)

const bodyOf = async ({ db, config }: Need, { topic, certificateNo, at }: Due): Promise<string> => {
  const data = certificateNo === null ? {} : { ...(await factsToTell(db, certificateNo)), verifyUrl: `${config.publicOrigin}/v/${certificateNo}` }
  return JSON.stringify({ type: topic, timestamp: at.toISOString(), data })
}

const secretsOf = ({ secret, oldSecret, oldUntil }: WebhookRow, now: Date) => [
  secret,
  ...(oldSecret !== null && oldUntil !== null && oldUntil > now ? [oldSecret] : []),
]

/** What becomes of a delivery after a try. */
const resultOf = ({ tries: before }: Due, { trouble, ...outcome }: Outcome, { clock, random }: Need) => {
  const [tries, now] = [before + 1, clock.now()]
  const wait = retryAfterSeconds[tries - 1]
  const state =
    trouble === null ? ('delivered' as const) : wait === undefined || tries >= mostTries || trouble === 'gone' ? ('dead' as const) : ('waiting' as const)
  const nextAt = state === 'waiting' && wait !== undefined ? new Date(now.getTime() + jittered(wait, random)) : now
  return { ...outcome, trouble, state, tries, nextAt, finishedAt: state === 'waiting' ? null : now }
}

/**
 * Sends what is due: each receiver in its own time, and to each what happened to one certificate in its order. A turn only begins things; `idle`
 * waits for what is under way.
 */
export const deliverer = (deps: Need, { timeoutMs = patienceMs, resolve }: Options = {}) => {
  const { db, clock, config, log } = deps
  const underWay = new Map<number, Set<Promise<void>>>()
  const inAll = () => [...underWay.values()].reduce((sum, { size }) => sum + size, 0)

  const deliver = async (webhook: WebhookRow, due: Due) => {
    const body = await bodyOf(deps, due)
    const [id, timestamp] = [`evt_${due.id}`, Math.floor(clock.now().getTime() / 1_000)]
    const headers = {
      ...{ 'content-type': 'application/json', 'user-agent': 'wallet-webhooks/1', 'webhook-id': id, 'webhook-timestamp': String(timestamp) },
      'webhook-signature': signatureOf({ id, timestamp, body }, secretsOf(webhook, clock.now())),
    }
    const outcome = await post(webhook.url, headers, body, { allowsPrivate: config.webhooksMayBePrivate, timeoutMs, resolve })
    await settle(db, due.id, resultOf(due, outcome, deps))
    if (outcome.trouble === 'gone') await switchOff(db, webhook.id)
  }
  const begin = (webhook: WebhookRow, due: Due) => {
    const mine = underWay.get(webhook.id) ?? new Set()
    underWay.set(webhook.id, mine)
    const work = deliver(webhook, due)
      .catch((error: unknown) => log.error({ err: error, deliveryId: due.id }, 'a delivery could not be settled'))
      .finally(() => mine.delete(work))
    mine.add(work)
  }
  /** Begins what is due and answers how much that was. */
  const turn = async (): Promise<number> => {
    let begun = 0
    for (const webhook of (await listWebhooks(db)).filter(({ isActive }) => isActive)) {
      const room = Math.min(mostEach - (underWay.get(webhook.id)?.size ?? 0), mostInAll - inAll())
      if (room <= 0) continue
      const now = clock.now()
      for (const due of await listDue(db, webhook.id, now, room))
        if (await lease(db, due.id, now, new Date(now.getTime() + leaseMs))) {
          begin(webhook, due)
          begun += 1
        }
    }
    return begun
  }
  const idle = async (): Promise<void> => {
    await Promise.all([...underWay.values()].flatMap(some => [...some]))
  }
  return { turn, idle }
}
