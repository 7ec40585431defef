import { Readable } from 'node:stream'
import type { CertificateType } from '@wallet/shared/certificates/certificate'
import type { Status } from '@wallet/shared/certificates/status'
import { dayIn, isoDay, lastDayOf } from '@wallet/shared/certificates/validity'
import { csvHead, csvLine } from '@wallet/shared/csv'
import type { Locale } from '@wallet/shared/session/session'
import { listIssued, type CertificateFilter } from '../certificates/list.ts'
import { statusOf, type CertificateRow } from '../certificates/row.ts'
import type { Db } from '../db/connect.ts'

interface Words {
  readonly file: string
  readonly head: readonly string[]
  readonly types: Readonly<Record<CertificateType, string>>
  readonly statuses: Readonly<Record<Status, string>>
  readonly forGood: string
  readonly withheld: string
}
const words: Readonly<Record<Locale, Words>> = {
  'zh-CN': {
    file: '已颁发',
    head: ['证书编号', '证书', '类型', '工号', '持有人', '部门', '颁发日期', '有效期至', '状态', '成绩', '完成率', '查验次数', '撤销原因', '新证书编号'],
    types: { course: '课程结业', exam: '考试合格', achievement: '成就' },
    statuses: {
      ...{ valid: '有效', expiring: '即将到期', expired: '已过期', notYetValid: '未生效', superseded: '已被替换', suspended: '已暂停', revoked: '已撤销' },
    },
    forGood: '长期',
    withheld: '姓名已隐去',
  },
  en: {
    file: 'issued',
    head: [
      ...['Number', 'Certificate', 'Type', 'Employee no.', 'Holder', 'Unit', 'Issued on', 'Valid until', 'Status', 'Score', 'Completion'],
      ...['Checks', 'Reason of revocation', 'Replaced by'],
    ],
    types: { course: 'Course completion', exam: 'Exam pass', achievement: 'Achievement' },
    statuses: {
      ...{ valid: 'Valid', expiring: 'Expiring', expired: 'Expired', notYetValid: 'Not yet valid', superseded: 'Superseded', suspended: 'Suspended' },
      revoked: 'Revoked',
    },
    forGood: 'No end',
    withheld: 'Name withheld',
  },
}

interface Asked {
  readonly filter: CertificateFilter
  readonly now: Date
  readonly zone: string
  readonly locale: Locale
}
const atOnce = 500

const cellsOf = (row: CertificateRow, { now, zone, locale }: Asked): string[] => {
  const { types, statuses, forGood, withheld } = words[locale]
  return [
    ...[row.certificateNo, row.title, types[row.type], row.employeeNo, row.holderName ?? withheld, row.unitName],
    ...[isoDay(dayIn(row.issuedAt, zone)), row.validUntil ? isoDay(lastDayOf(row.validUntil, zone)) : forGood, statuses[statusOf(row, now)]],
    ...[row.score, row.completionRate, row.checks, row.revocationReason, row.supersededBy].map(value => String(value ?? '')),
  ]
}

async function* linesOf(db: Db, asked: Asked): AsyncGenerator<string> {
  yield csvHead(words[asked.locale].head)
  let cursor: string | undefined
  do {
    const page = await listIssued(db, { ...asked.filter, limit: atOnce, cursor }, asked.now, row => csvLine(cellsOf(row, asked)))
    if (page.items.length > 0) yield page.items.join('')
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
}

/** All that the filter lets through as CSV, read as fast as it is taken: however much it is, no more than a page of it is held. */
export const issuedFile = (db: Db, asked: Asked): Readable => Readable.from(linesOf(db, asked), { objectMode: false })

/** What it is called where it is saved. */
export const issuedFileName = (today: string, locale: Locale): string => `${words[locale].file}-${today}.csv`
