import { randomBytes } from 'node:crypto'
import { mediaLimits } from '@wallet/shared/courses/mediaLimits'
import { fail } from '@wallet/shared/problem'
import type { Asset } from '@wallet/shared/templates/asset'
import { assetIdLength } from '@wallet/shared/templates/assetName'
import type { Request } from 'express'
import { appendAudit } from '../audit/append.ts'
import { inTransaction } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { keepFile, letFileGo } from '../files/held.ts'
import { pictureTypeOf } from '../files/pictureType.ts'
import type { SignedIn } from '../http/guard.ts'
import { pictureHeaders } from '../http/headers.ts'
import type { FileAnswer } from '../http/mount.ts'
import { aFewAtATime, receive } from '../http/receive.ts'
import { assetUrlOf, deleteUnusedAsset, findAsset, insertAsset } from './assetStore.ts'

/** Each is held in memory while it is looked at. */
const mostAtOnce = 2
const longest = mediaLimits.picture

const pictureOnly = (head: Buffer) => (pictureTypeOf(head) ? longest : fail('picture_unknown'))

/** Keeps pictures for templates as they are drawn anew, so that nothing else travels with them; a few at a time. */
export const assetKeeper = (deps: Deps) => {
  const { db, press, clock } = deps
  const inTurn = aFewAtATime(mostAtOnce)
  const keep = async (me: SignedIn, received: Buffer, name: string): Promise<Asset> => {
    const { bytes, width, height } = await press.picture(received, me.employeeNo)
    const [id, size, now] = [randomBytes(assetIdLength / 2).toString('hex'), bytes.length, clock.now()]
    await keepFile(deps, bytes, sha256 =>
      inTransaction(db, async tx => {
        await insertAsset(tx, { id, name, width, height, size, sha256 }, me.userId, now)
        await appendAudit(tx, { event: 'template.assetKept', subject: `asset:${id}`, actorId: me.userId, data: { width, height, size, sha256 }, at: now })
      }),
    )
    return { id, name, width, height, size, url: assetUrlOf(id), isUsed: false, createdAt: now.toISOString() }
  }
  return async (me: SignedIn, request: Request, name: string): Promise<Asset> => {
    const received = await receive(request, longest, pictureOnly)
    pictureOnly(received)
    return inTurn(() => keep(me, received, name))
  }
}

/** A picture on its way out: it never changes, and runs nothing. */
export const assetAnswer = async ({ db, files }: Pick<Deps, 'db' | 'files'>, id: string): Promise<FileAnswer> => {
  const { sha256 } = (await findAsset(db, id)) ?? fail('asset_not_found')
  return {
    bytes: (await files.read(sha256)) ?? fail('asset_not_found'),
    etag: `"${sha256.slice(0, 32)}"`,
    headers: { ...pictureHeaders, 'cache-control': 'private, max-age=31536000, immutable' },
  }
}

/** Deletes a picture that no version of a template shows, and its file where nothing else has the same. */
export const deleteAsset = async (deps: Deps, id: string, me: SignedIn): Promise<void> => {
  const { db, clock } = deps
  const { sha256 } = (await findAsset(db, id)) ?? fail('asset_not_found')
  await inTransaction(db, async tx => {
    if (!(await deleteUnusedAsset(tx, id))) fail('asset_in_use')
    await appendAudit(tx, { event: 'template.assetDeleted', subject: `asset:${id}`, actorId: me.userId, data: {}, at: clock.now() })
  })
  await letFileGo(deps, sha256)
}
