import type { audit, AuditFilter, AuditStanding } from '@wallet/shared/audit/contract'
import { dayIn, endOfDay, isoDay, parseDay, startOfDay } from '@wallet/shared/certificates/validity'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/mount.ts'
import { leavesTrace } from '../http/trace.ts'
import { appendAudit } from './append.ts'
import { auditFile, auditFileName } from './auditFile.ts'
import { auditHead, verifyAudit } from './seal.ts'
import { countAudit, countUnsealed, listAudit } from './store.ts'

/** What was asked for, without whom: a number is a person. */
const asAudited = ({ kind, except, event, actor, subject, from, to }: AuditFilter, rows: number) => ({
  ...{ rows, kind: kind ?? null, except: except ?? null, event: event ?? null, from: from ?? null, to: to ?? null },
  isSearch: Number(actor !== undefined || subject !== undefined),
})

export const auditRoutes = ({ db, clock, config }: Deps): Handlers<typeof audit> => {
  const queryOf = ({ from, to, ...filter }: AuditFilter) => {
    const [first, last] = [parseDay(from ?? ''), parseDay(to ?? '')]
    return { ...filter, from: first ? startOfDay(first, config.zone) : undefined, before: last ? endOfDay(last, config.zone) : undefined }
  }
  const walk = async (): Promise<AuditStanding> => {
    const found = await verifyAudit(db)
    const { sealNo, hash } = await auditHead(db)
    // Rows of people stay on this side of the wire.
    const shown = found && { ...found, subject: found.subject?.replace(/^person:\d+$/, 'person') ?? null }
    return { sealed: sealNo, waiting: await countUnsealed(db), head: hash, found: shown, checkedAt: clock.now().toISOString() }
  }
  let walking: Promise<AuditStanding> | null = null
  return {
    list: ({ query: { limit, cursor, ...filter } }) => listAudit(db, { ...queryOf(filter), limit, cursor }),
    standing: () => (walking ??= walk().finally(() => (walking = null))),
    file: async ({ query, me, request }) => {
      const [asked, now] = [queryOf(query), clock.now()]
      if (leavesTrace(request)) {
        const data = asAudited(query, await countAudit(db, asked))
        await appendAudit(db, { event: 'audit.exported', subject: 'audit', actorId: me.userId, data, at: now })
      }
      return { stream: auditFile(db, asked, me.locale), size: null, downloadAs: auditFileName(isoDay(dayIn(now, config.zone)), me.locale) }
    },
  }
}
