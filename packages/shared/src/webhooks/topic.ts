/** What a webhook can be told of: what becomes of certificates. */
export const webhookTopics = ['certificate.issued', 'certificate.revoked', 'certificate.suspended', 'certificate.restored', 'certificate.superseded'] as const
export type WebhookTopic = (typeof webhookTopics)[number]

/** What became of a delivery: it waits for its first or next try, arrived, or is given up and can be tried again by hand. */
export const deliveryStates = ['waiting', 'delivered', 'dead'] as const
export type DeliveryState = (typeof deliveryStates)[number]

/** Why a try failed. */
export const deliveryTroubles = ['status', 'redirected', 'timeout', 'unreachable', 'private', 'gone'] as const
export type DeliveryTrouble = (typeof deliveryTroubles)[number]

/** Seconds from one try to the next: eight tries in some four and a half hours, and then a dead letter. */
export const retryAfterSeconds = [5, 30, 120, 300, 900, 3_600, 10_800] as const
export const mostTries = retryAfterSeconds.length + 1
