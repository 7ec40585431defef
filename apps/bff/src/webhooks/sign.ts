import { createHmac } from 'node:crypto'

const prefix = 'whsec_'

/** A secret as it is shown once: `whsec_` and 32 random bytes in base64. */
export const newSecret = (random: (count: number) => Uint8Array): string => prefix + Buffer.from(random(32)).toString('base64')

/** What is signed: the id of the message, the second at which it is sent, and the body as it is. */
interface Message {
  readonly id: string
  readonly timestamp: number
  readonly body: string
}

/** Signatures by each secret, as Standard Webhooks has them: `v1,<base64>`, one behind the other. */
export const signatureOf = ({ id, timestamp, body }: Message, secrets: readonly string[]): string =>
  secrets
    .map(secret =>
      createHmac('sha256', Buffer.from(secret.slice(prefix.length), 'base64'))
        .update(`${id}.${timestamp}.${body}`)
        .digest('base64'),
    )
    .map(signature => `v1,${signature}`)
    .join(' ')
