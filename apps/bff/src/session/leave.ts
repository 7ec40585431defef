import { appendAudit } from '../audit/append.ts'
import type { Deps } from '../deps.ts'
import { endSession } from './store.ts'

/** Ends the session of a token, where there is one. */
export const leave = async ({ db, clock }: Pick<Deps, 'db' | 'clock'>, token: string | null): Promise<void> => {
  const userId = token === null ? null : await endSession(db, token)
  if (userId !== null) await appendAudit(db, { event: 'session.ended', subject: `person:${userId}`, actorId: userId, data: {}, at: clock.now() })
}
