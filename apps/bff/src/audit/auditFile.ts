import { Readable } from 'node:stream'
import type { AuditEntry } from '@wallet/shared/audit/contract'
import { csvHead, csvLine } from '@wallet/shared/csv'
import type { Locale } from '@wallet/shared/session/session'
import type { Db } from '../db/connect.ts'
import { listAudit, type AuditQuery } from './store.ts'

const words: Readonly<Record<Locale, { readonly file: string; readonly head: readonly string[] }>> = {
  'zh-CN': { file: '审计记录', head: ['序号', '时间（UTC）', '事件', '对象', '对象工号', '操作人工号', '操作人', '详情', '哈希'] },
  en: { file: 'audit', head: ['Place', 'At (UTC)', 'Event', 'Subject', 'Person', 'Actor no.', 'Actor', 'Particulars', 'Hash'] },
}
const atOnce = 500

// Names of events stay as they are: whoever reads such a file compares it with the trail.
const cellsOf = ({ sealNo, at, event, subject, person, actor, data, hash }: AuditEntry): string[] => [
  ...[String(sealNo ?? ''), at, event, subject, person?.employeeNo ?? '', actor?.employeeNo ?? '', actor?.fullName ?? ''],
  ...[JSON.stringify(data), hash ?? ''],
]

async function* linesOf(db: Db, query: Omit<AuditQuery, 'limit' | 'cursor'>, locale: Locale): AsyncGenerator<string> {
  yield csvHead(words[locale].head)
  let cursor: string | undefined
  do {
    const page = await listAudit(db, { ...query, limit: atOnce, cursor })
    if (page.items.length > 0) yield page.items.map(entry => csvLine(cellsOf(entry))).join('')
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
}

/** The trail as CSV, read as fast as it is taken: no more than a page of it is held. */
export const auditFile = (db: Db, query: Omit<AuditQuery, 'limit' | 'cursor'>, locale: Locale): Readable =>
  Readable.from(linesOf(db, query, locale), { objectMode: false })

/** What it is called where it is saved. */
export const auditFileName = (today: string, locale: Locale): string => `${words[locale].file}-${today}.csv`
