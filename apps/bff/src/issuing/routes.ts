import { dayIn, endOfDay, isoDay, parseDay, startOfDay } from '@wallet/shared/certificates/validity'
import type { issuing, IssuedFilter } from '@wallet/shared/issuing/contract'
import { appendAudit } from '../audit/append.ts'
import { countCertificates, listIssued, type CertificateFilter } from '../certificates/list.ts'
import { certificateOf } from '../certificates/row.ts'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/mount.ts'
import { leavesTrace } from '../http/trace.ts'
import { findUnitPath, listTemplateNames, listUnits } from './choiceStore.ts'
import { issuedFile, issuedFileName } from './issuedFile.ts'

/** A unit that does not exist has an empty subtree. */
const ofNoUnit = '/none/'

/** What was asked for, without the words that were looked for: they may be names. */
const asAudited = ({ q, type, status, templateId, unitId, from, to }: IssuedFilter, rows: number) => ({
  ...{ rows, type: type ?? null, status: status ?? null, templateId: templateId ?? null, unitId: unitId ?? null },
  ...{ from: from ?? null, to: to ?? null, isSearch: Number(q !== undefined) },
})

export const issuingRoutes = ({ db, clock, config }: Deps): Handlers<typeof issuing> => {
  const filterOf = async ({ from, to, unitId, ...filter }: IssuedFilter): Promise<CertificateFilter> => {
    const [first, last] = [parseDay(from ?? ''), parseDay(to ?? '')]
    return {
      ...filter,
      from: first ? startOfDay(first, config.zone) : undefined,
      before: last ? endOfDay(last, config.zone) : undefined,
      unitPath: unitId === undefined ? undefined : ((await findUnitPath(db, unitId)) ?? ofNoUnit),
    }
  }
  return {
    issued: async ({ query: { limit, cursor, ...filter } }) => {
      const now = clock.now()
      return listIssued(db, { ...(await filterOf(filter)), limit, cursor }, now, row => certificateOf(row, now, config.publicOrigin))
    },
    count: async ({ query }) => {
      const now = clock.now()
      return { matching: await countCertificates(db, await filterOf(query), now), total: await countCertificates(db, {}, now) }
    },
    choices: async () => ({ templates: await listTemplateNames(db), units: await listUnits(db) }),
    file: async ({ query, me, request }) => {
      const [filter, now] = [await filterOf(query), clock.now()]
      if (leavesTrace(request)) {
        const data = asAudited(query, await countCertificates(db, filter, now))
        await appendAudit(db, { event: 'certificates.exported', subject: 'certificates', actorId: me.userId, data, at: now })
      }
      const asked = { filter, now, zone: config.zone, locale: me.locale }
      return { stream: issuedFile(db, asked), size: null, downloadAs: issuedFileName(isoDay(dayIn(now, config.zone)), me.locale) }
    },
  }
}
