import { randomBytes } from 'node:crypto'
import type { Media } from '@wallet/shared/courses/authoring'
import { fail } from '@wallet/shared/problem'
import type { Request } from 'express'
import { appendAudit } from '../audit/append.ts'
import { inTransaction } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { keepFile } from '../files/held.ts'
import type { SignedIn } from '../http/guard.ts'
import { aFewAtATime } from '../http/receive.ts'
import { insertMedia, mediaUrlOf } from './media.ts'
import { receiveMedia, type Received } from './receive.ts'
import { isWhole } from './recognise.ts'

/** Each is held in memory while it is looked at. */
const mostAtOnce = 2

/** A picture is kept as it is drawn anew, so that nothing else travels with it; others as they came. */
const fitToKeep = async ({ press }: Pick<Deps, 'press'>, received: Received, asker: string): Promise<Omit<Received, 'kind'>> => {
  if (received.kind === 'picture') return { contentType: 'image/webp', bytes: (await press.picture(received.bytes, asker)).bytes }
  return isWhole(received.bytes, received) ? received : fail('media_damaged')
}

/** Keeps what is uploaded for lessons, a few at a time. */
export const mediaKeeper = (deps: Deps) => {
  const { db, clock } = deps
  const inTurn = aFewAtATime(mostAtOnce)
  const keep = async (me: SignedIn, request: Request, name: string): Promise<Media> => {
    const kept = await fitToKeep(deps, await receiveMedia(request), me.employeeNo)
    const { bytes, contentType } = kept
    const token = randomBytes(18).toString('base64url')
    const now = clock.now()
    await keepFile(deps, bytes, sha256 =>
      inTransaction(db, async tx => {
        await insertMedia(tx, { token, name, contentType, bytes }, { sha256, createdBy: me.userId, now })
        await appendAudit(tx, { event: 'media.kept', subject: `media:${token}`, actorId: me.userId, data: { contentType, size: bytes.length }, at: now })
      }),
    )
    return { url: mediaUrlOf(token), name, contentType, size: bytes.length }
  }
  return (me: SignedIn, request: Request, name: string): Promise<Media> => inTurn(() => keep(me, request, name)).finally(() => request.resume())
}
