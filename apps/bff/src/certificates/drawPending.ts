import { number, select } from '../db/query.ts'
import type { Deps } from '../deps.ts'
import { drawMissingPicture } from './picture.ts'
import { findByRowId } from './store.ts'

/** Draws up to `limit` pictures that are still to be made, newest first; answers how many. */
export const drawPending = async (deps: Deps, limit: number): Promise<number> => {
  const rows = await select(
    deps.db,
    'SELECT c.id FROM user_certificates c LEFT JOIN certificate_pictures p ON p.certificate_id = c.id WHERE p.certificate_id IS NULL ORDER BY c.issued_at DESC, c.id DESC LIMIT :limit',
    { limit },
  )
  for (const row of rows) {
    const certificate = await findByRowId(deps.db, number(row['id']))
    if (certificate) await drawMissingPicture(deps, certificate)
  }
  return rows.length
}
