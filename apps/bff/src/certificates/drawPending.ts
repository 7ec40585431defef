import { Failure, type ProblemCode } from '@wallet/shared/problem'
import { instant, number, select } from '../db/query.ts'
import type { Deps } from '../deps.ts'
import { drawMissingPicture } from './picture.ts'
import { findByRowId } from './store.ts'

/** So long after their issue, at the latest, others can see certificates: transactions take time, and clocks differ. */
const seenWithinMs = 10 * 60_000

const nextTo = `SELECT c.id FROM user_certificates c LEFT JOIN certificate_pictures p ON p.certificate_id = c.id
  WHERE c.issued_at >= :since AND p.certificate_id IS NULL AND c.holder_name <> '' AND c.id NOT IN (:undrawable) ORDER BY c.issued_at DESC, c.id DESC LIMIT :limit`

/** What no second try would change. All else may pass: a busy machine, a database that is away, files that are. */
const lasting: ReadonlySet<ProblemCode> = new Set<ProblemCode>(['certificate_undrawable', 'certificate_overflows', 'template_refused'])
const isLasting = (error: unknown) => error instanceof Failure && lasting.has(error.code)
const [firstWaitMs, longestWaitMs] = [10_000, 3_600_000]
interface PutOff {
  readonly until: number
  readonly waitMs: number
}

/**
 * Draws, turn by turn, pictures that are still to be made, newest first. One that cannot be drawn is said once and stepped over; where
 * the reason may pass, it is tried again, less and less often. All that was ever issued is looked at only until nothing is left to be drawn, and then what
 * is new.
 */
export const pendingPictures = (deps: Deps): ((limit: number) => Promise<number>) => {
  const undrawable = new Set([0])
  const putOff = new Map<number, PutOff>()
  let since = new Date(0)
  const draw = async (id: number) => {
    const certificate = await findByRowId(deps.db, id)
    const before = putOff.get(id)
    putOff.delete(id)
    if (!certificate || certificate.holderName === null) return
    await drawMissingPicture(deps, certificate, drawing => deps.renderer.drawLater(drawing)).catch((error: unknown) => {
      const waitMs = Math.min(before ? 2 * before.waitMs : firstWaitMs, longestWaitMs)
      if (isLasting(error)) undrawable.add(id)
      else putOff.set(id, { until: deps.clock.now().getTime() + waitMs, waitMs })
      deps.log.error({ err: error, certificateNo: certificate.certificateNo }, 'the picture of a certificate cannot be drawn')
    })
  }
  const due = (now: number) => [...putOff].flatMap(([id, { until }]) => (until <= now ? [id] : []))
  return async limit => {
    const lookedAt = deps.clock.now().getTime()
    for (const id of due(lookedAt).slice(0, limit)) await draw(id)
    const rows = await select(deps.db, nextTo, { limit, undrawable: [...undrawable, ...putOff.keys()], since: instant(deps.db, since) })
    for (const row of rows) await draw(number(row['id']))
    if (rows.length === 0) since = new Date(lookedAt - seenWithinMs)
    return rows.length
  }
}
