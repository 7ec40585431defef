import type { Locale } from '@wallet/shared/session/session'
import { csvFile } from '@wallet/shared/csv'
import { batchColumnHelp, batchColumnNames, batchColumns, batchReasonText, leftText, type BatchColumn } from '@wallet/shared/issuing/batchFile'
import type { Db } from '../db/connect.ts'
import { listLeft, type LeftRow } from './batchRowStore.ts'
import type { BatchRecord } from './batchStore.ts'

const added: Readonly<Record<Locale, readonly [string, string]>> = { 'zh-CN': ['原来的行号', '原因'], en: ['Row', 'Why'] }

/** The rows that were not issued, as they were written, and why: to be put right and sent again. */
export const errorFile = async (db: Db, batch: BatchRecord, locale: Locale): Promise<string> => {
  const { header } = batch.file
  const names = Object.values(added).flat()
  // A file that has come back before brings the columns that were added to it.
  const kept = header.flatMap((name, at) => (names.includes(name) ? [] : [at]))
  const why = ({ reasons }: LeftRow) =>
    reasons.length === 0 ? leftText[locale] : reasons.map(reason => batchReasonText(reason, locale)).join(locale === 'zh-CN' ? '；' : '; ')
  const rows = await listLeft(db, batch)
  return csvFile(
    [...kept.map(at => header[at] ?? ''), ...added[locale]],
    rows.map(row => [...kept.map(at => row.cells[at] ?? ''), String(row.row), why(row)]),
  )
}

/** What it is called where it is saved. */
export const errorFileName = (id: number, locale: Locale): string => (locale === 'zh-CN' ? `批次${id}-待改.csv` : `batch-${id}-to-correct.csv`)

type Example = Partial<Record<BatchColumn, string>>
const examples: Readonly<Record<Locale, readonly Example[]>> = {
  'zh-CN': [
    { employeeNo: 'KPL0004', fullName: '周雨桐', score: '96.5', title: '安全生产上岗合格证', validUntil: '2029-11-23', description: '理论与实操考核合格' },
    { employeeNo: 'KPL0005', fullName: '陈思远', score: '88' },
  ],
  en: [
    {
      employeeNo: 'KPL0004',
      fullName: '周雨桐',
      score: '96.5',
      title: 'Workplace safety',
      validUntil: '2029-11-23',
      description: 'Passed theory and practice',
    },
    { employeeNo: 'KPL0005', fullName: '陈思远', score: '88' },
  ],
}

/** What the list to begin with is called. */
export const exampleName: Readonly<Record<Locale, string>> = { 'zh-CN': '名单样表.csv', en: 'example-list.csv' }

/** A list to begin with: a remark explains each column, and there are two people. */
export const exampleList = (locale: Locale): string =>
  csvFile(
    batchColumns.map(column => batchColumnNames[column][locale]),
    [
      batchColumns.map((column, i) => `${i === 0 ? '# ' : ''}${batchColumnHelp[column][locale]}`),
      ...examples[locale].map(example => batchColumns.map(column => example[column] ?? '')),
    ],
  )
