import { z } from 'zod'
import { endpoint } from '../contract/endpoint.ts'
import { pageOf, pageQuery } from '../page.ts'
import { pathId } from '../publication.ts'
import { deliveryStates, deliveryTroubles, webhookTopics } from './topic.ts'

const params = z.object({ id: pathId })
const url = z
  .string()
  .trim()
  .max(500)
  .regex(/^https?:\/\/[\x21-\x7e]+$/i, 'has to be an address that begins with https://')
const topics = z.array(z.enum(webhookTopics)).min(1, 'has to name what it is told of').max(webhookTopics.length)

/** Somewhere that is told of what becomes of certificates. */
export const Webhook = z
  .object({
    id: z.int(),
    url: z.string(),
    topics: z.array(z.enum(webhookTopics)),
    isActive: z.boolean(),
    isGone: z.boolean().describe('Switched off because the receiver answered 410'),
    oldSecretUntil: z.iso.datetime().nullable().describe('So long what is sent is signed with the old secret as well'),
    waiting: z.int(),
    dead: z.int(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Webhook' })
export type Webhook = z.infer<typeof Webhook>

/** With the secret, which is shown this once: `whsec_` and 32 bytes in base64. */
export const NewWebhook = Webhook.extend({ secret: z.string() }).meta({ id: 'NewWebhook' })
export type NewWebhook = z.infer<typeof NewWebhook>

/** One event on its way to one webhook. What is sent is put together when it is sent: nothing but numbers is kept here. */
export const Delivery = z
  .object({
    id: z.int(),
    topic: z.string().describe('`webhook.test` where somebody tried it'),
    certificateNo: z.string().nullable(),
    state: z.enum(deliveryStates),
    tries: z.int(),
    nextAt: z.iso.datetime().nullable().describe('When it is tried next'),
    status: z.int().nullable().describe('What the receiver answered last'),
    trouble: z.enum(deliveryTroubles).nullable(),
    milliseconds: z.int().nullable().describe('How long the last try took'),
    createdAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Delivery' })
export type Delivery = z.infer<typeof Delivery>

const notFound = ['webhook_not_found'] as const

/** Other systems are told of what becomes of certificates: signed, in order per certificate, and until they have it. */
export const webhooks = {
  /** All webhooks, the newest first. */
  list: endpoint({ method: 'GET', path: '/api/webhooks', access: 'admin', summary: 'Webhooks', returns: z.object({ items: z.array(Webhook) }) }),
  /** A new one, told of everything from now on. `https` only, and never an address of a private network, unless the settings allow it. */
  create: endpoint({
    method: 'POST',
    path: '/api/webhooks',
    access: 'admin',
    summary: 'Add a webhook',
    body: z.strictObject({ url, topics }),
    returns: NewWebhook,
    status: [201],
    problems: ['webhook_address', 'too_many_webhooks'],
  }),
  /** Changes where it leads, what it is told of, or whether. What waits goes to the new address. */
  change: endpoint({
    method: 'PATCH',
    path: '/api/webhooks/:id',
    access: 'admin',
    summary: 'Change a webhook',
    params,
    body: z
      .strictObject({ url: url.optional(), topics: topics.optional(), isActive: z.boolean().optional() })
      .refine(change => Object.keys(change).length > 0, 'nothing to change'),
    returns: Webhook,
    problems: [...notFound, 'webhook_address'],
  }),
  /** Deletes it, with what waits for it and its log. */
  remove: endpoint({
    method: 'DELETE',
    path: '/api/webhooks/:id',
    access: 'admin',
    summary: 'Delete a webhook',
    params,
    returns: z.undefined(),
    status: [204],
    problems: [...notFound],
  }),
  /** A new secret, shown this once. For 24 hours what is sent is signed with both. */
  rotate: endpoint({
    method: 'POST',
    path: '/api/webhooks/:id/rotate',
    access: 'admin',
    summary: 'Change the secret of a webhook',
    params,
    returns: NewWebhook,
    problems: [...notFound],
  }),
  /** Sends something of no consequence, to see whether it arrives. */
  test: endpoint({
    method: 'POST',
    path: '/api/webhooks/:id/test',
    access: 'admin',
    summary: 'Try a webhook',
    params,
    returns: Delivery,
    status: [201],
    problems: [...notFound],
  }),
  /** What was sent to it and what became of that, the newest first, for 30 days. */
  deliveries: endpoint({
    method: 'GET',
    path: '/api/webhooks/:id/deliveries',
    access: 'admin',
    summary: 'Deliveries of a webhook',
    params,
    query: z.strictObject({ state: z.enum(deliveryStates).optional(), ...pageQuery }),
    returns: pageOf(Delivery),
    problems: [...notFound],
  }),
  /** Tries a dead letter again from the beginning. */
  retry: endpoint({
    method: 'POST',
    path: '/api/webhook-deliveries/:id/retry',
    access: 'admin',
    summary: 'Try a dead letter again',
    params,
    returns: Delivery,
    problems: ['delivery_not_found', 'delivery_not_dead'],
  }),
  /** Tries all dead letters of a webhook again. */
  retryDead: endpoint({
    method: 'POST',
    path: '/api/webhooks/:id/retry-dead',
    access: 'admin',
    summary: 'Try all dead letters of a webhook again',
    params,
    returns: z.object({ count: z.int() }),
    problems: [...notFound],
  }),
}
