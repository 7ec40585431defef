import { createHash } from 'node:crypto'
import type { Random } from '@wallet/shared/certificates/certificateNo'
import type { Device } from '@wallet/shared/session/session'
import type { Db } from '../db/connect.ts'
import { date, execute, instant, number, select, selectOne, text } from '../db/query.ts'
import type { SignedIn } from '../http/guard.ts'
import { personColumns, personOf, personTables } from '../people/store.ts'

const day = 86_400_000
/** A session ends after this long without a call, … */
export const idleMs = 7 * day
/** … and after this long in any case. */
export const absoluteMs = 30 * day
const touchMs = 5 * 60_000

/** Only the hash is kept: a copy of the database cannot sign in. */
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

/** Starts a session and answers its token, which is nowhere else. */
export const startSession = async (
  db: Db,
  { userId, userAgent, now, random }: { userId: number; userAgent: string; now: Date; random: Random },
): Promise<string> => {
  const token = Buffer.from(random(32)).toString('base64url')
  await db.models.sessions.create(
    { tokenHash: hashOf(token), userId, userAgent: userAgent.slice(0, 255), createdAt: now, lastSeenAt: now, expiresAt: new Date(now.getTime() + absoluteMs) },
    { transaction: db.transaction },
  )
  return token
}

/** The person a token belongs to, unless it has run out or the person is no longer active. */
export const findSession = async (db: Db, token: string, now: Date): Promise<SignedIn | null> => {
  const row = await selectOne(
    db,
    `SELECT s.id AS session_id, s.last_seen_at, ${personColumns} FROM ${personTables} JOIN sessions s ON s.user_id = u.id
     WHERE s.token_hash = :tokenHash AND s.expires_at > :now AND s.last_seen_at > :idleSince AND u.is_active = 1`,
    { tokenHash: hashOf(token), now: instant(db, now), idleSince: instant(db, new Date(now.getTime() - idleMs)) },
  )
  if (!row) return null
  const sessionId = number(row['session_id'])
  if (now.getTime() - date(row['last_seen_at']).getTime() > touchMs) await touchSession(db, sessionId, now)
  const { id, employeeNo, fullName, role, locale, isOffBoards, unit } = personOf(row)
  return { userId: id, sessionId, employeeNo, fullName, role, locale, isOffBoards, unit }
}

const touchSession = (db: Db, id: number, now: Date) => execute(db, 'UPDATE sessions SET last_seen_at = :now WHERE id = :id', { id, now: instant(db, now) })

/** Ends the session of a token; says whose it was. */
export const endSession = async (db: Db, token: string): Promise<number | null> => {
  const row = await selectOne(db, 'SELECT user_id FROM sessions WHERE token_hash = :tokenHash', { tokenHash: hashOf(token) })
  if (row) await execute(db, 'DELETE FROM sessions WHERE token_hash = :tokenHash', { tokenHash: hashOf(token) })
  return row && number(row['user_id'])
}

export const endAllSessions = (db: Db, userId: number): Promise<void> => execute(db, 'DELETE FROM sessions WHERE user_id = :userId', { userId })

export const countSessions = async (db: Db, userId: number): Promise<number> =>
  number((await selectOne(db, 'SELECT COUNT(*) AS n FROM sessions WHERE user_id = :userId', { userId }))?.['n'])

export const endOtherSessions = (db: Db, userId: number, sessionId: number): Promise<void> =>
  execute(db, 'DELETE FROM sessions WHERE user_id = :userId AND id <> :sessionId', { userId, sessionId })

/** Where a person is signed in, the latest first; ids are opaque. */
export const listDevices = async (db: Db, { userId, sessionId }: SignedIn, now: Date): Promise<Device[]> => {
  const rows = await select(
    db,
    'SELECT id, user_agent, created_at, last_seen_at FROM sessions WHERE user_id = :userId AND expires_at > :now AND last_seen_at > :idleSince ORDER BY last_seen_at DESC, id DESC LIMIT 50',
    {
      userId,
      now: instant(db, now),
      idleSince: instant(db, new Date(now.getTime() - idleMs)),
    },
  )
  return rows.map(row => ({
    id: createHash('sha256')
      .update(`device:${number(row['id'])}`)
      .digest('base64url')
      .slice(0, 16),
    userAgent: text(row['user_agent']),
    createdAt: date(row['created_at']).toISOString(),
    lastSeenAt: date(row['last_seen_at']).toISOString(),
    isThisOne: number(row['id']) === sessionId,
  }))
}

/** Forgets sessions that have run out. */
export const dropOldSessions = (db: Db, now: Date): Promise<void> =>
  execute(db, 'DELETE FROM sessions WHERE expires_at < :now OR last_seen_at < :idleSince', {
    now: instant(db, now),
    idleSince: instant(db, new Date(now.getTime() - idleMs)),
  })
