import { instant, number, select } from '../db/query.ts'
import type { Deps } from '../deps.ts'
import { drawMissingPicture } from './picture.ts'
import { findByRowId } from './store.ts'

/** So long after their issue, at the latest, others can see certificates: transactions take time, and clocks differ. */
const seenWithinMs = 10 * 60_000

const nextTo = `SELECT c.id FROM user_certificates c LEFT JOIN certificate_pictures p ON p.certificate_id = c.id
  WHERE c.issued_at >= :since AND p.certificate_id IS NULL AND c.id NOT IN (:undrawable) ORDER BY c.issued_at DESC, c.id DESC LIMIT :limit`

/**
 * Draws, turn by turn, pictures that are still to be made, newest first. One that cannot be drawn is said once and stepped over. All that was
 * ever issued is looked at only until nothing is left to be drawn, and then what is new.
 */
export const pendingPictures = (deps: Deps): ((limit: number) => Promise<number>) => {
  const undrawable = new Set([0])
  let since = new Date(0)
  const draw = async (id: number) => {
    const certificate = await findByRowId(deps.db, id)
    if (!certificate) return
    await drawMissingPicture(deps, certificate).catch((error: unknown) => {
      undrawable.add(id)
      deps.log.error({ err: error, certificateNo: certificate.certificateNo }, 'the picture of a certificate cannot be drawn')
    })
  }
  return async limit => {
    const lookedAt = deps.clock.now().getTime()
    const rows = await select(deps.db, nextTo, { limit, undrawable: [...undrawable], since: instant(deps.db, since) })
    for (const row of rows) await draw(number(row['id']))
    if (rows.length === 0) since = new Date(lookedAt - seenWithinMs)
    return rows.length
  }
}
