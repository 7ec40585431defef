import { endOfDay, parseDay, startOfDay } from '@wallet/shared/certificates/validity'
import type { issuing } from '@wallet/shared/issuing/contract'
import { listCertificates } from '../certificates/list.ts'
import { certificateOf } from '../certificates/row.ts'
import { selectOne, text } from '../db/query.ts'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/mount.ts'

export const issuingRoutes = ({ db, clock, config }: Deps): Handlers<typeof issuing> => {
  /** A unit that does not exist has an empty subtree. */
  const pathOf = async (unitId: number) => text((await selectOne(db, 'SELECT path FROM org_units WHERE id = :unitId', { unitId }))?.['path'] ?? '/none/')
  return {
    issued: async ({ query: { from, to, unitId, ...filter } }) => {
      const now = clock.now()
      const [first, last] = [parseDay(from ?? ''), parseDay(to ?? '')]
      const within = {
        from: first ? startOfDay(first, config.zone) : undefined,
        before: last ? endOfDay(last, config.zone) : undefined,
        unitPath: unitId === undefined ? undefined : await pathOf(unitId),
      }
      return listCertificates(db, { ...filter, ...within }, now, row => certificateOf(row, now, config.publicOrigin))
    },
  }
}
