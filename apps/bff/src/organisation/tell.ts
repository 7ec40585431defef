import { appendAudits } from '../audit/append.ts'
import { appendOutboxes } from '../audit/outbox.ts'
import type { Db } from '../db/connect.ts'

/** What was done to a person, and the units whose sums are to be counted again for it. */
export interface PersonDeed {
  readonly deed: 'created' | 'changed' | 'roleChanged' | 'moved' | 'deactivated' | 'activated'
  readonly userId: number
  readonly unitIds: readonly number[]
  readonly from?: string | number
  readonly to?: string | number
}

const atOnce = 1_000

/** Writes into the trail what was done, and tells those who count. */
export const tellOfPeople = async (tx: Db, actorId: number, deeds: readonly PersonDeed[], at: Date): Promise<void> => {
  for (let i = 0; i < deeds.length; i += atOnce) {
    const some = deeds.slice(i, i + atOnce)
    await appendAudits(
      tx,
      some.map(({ deed, userId, from, to }) => ({
        ...{ event: `person.${deed}` as const, subject: `person:${userId}`, actorId, at },
        data: { ...(from !== undefined && { from }), ...(to !== undefined && { to }) },
      })),
    )
    const counted = some.filter(({ unitIds }) => unitIds.length > 0)
    await appendOutboxes(
      tx,
      'person.changed',
      counted.map(({ userId, unitIds }) => ({ userId, unitIds })),
      at,
    )
  }
}
