import { Readable } from 'node:stream'
import { csvHead, csvLine } from '@wallet/shared/csv'
import type { Measure, PersonBehind } from '@wallet/shared/dashboards/people'
import type { Locale } from '@wallet/shared/session/session'
import { isoDay } from '@wallet/shared/certificates/validity'
import { readPage } from './page.ts'
import type { Asked, Reading } from './reading.ts'
import { fileWords, type Column, type FileWords } from './words.ts'

const atOnce = 1_000
const everywhere = ['employeeNo', 'fullName', 'unit', 'post'] as const satisfies Column[]
const held = ['certificate', 'state', 'lastDay', 'daysLeft', 'renewing', 'remindedOn'] as const satisfies Column[]
/** What the file of each measure says of a person. */
const columnsOf: Readonly<Record<Measure, readonly Column[]>> = {
  people: everywhere,
  active: [...everywhere, 'minutes'],
  missing: [...everywhere, ...held],
  expiring: [...everywhere, ...held],
  exam: [...everywhere, 'exam', 'state', 'takenOn', 'score'],
  issued: ['employeeNo', 'fullName', 'unit', 'certificate', 'issuedOn'],
  revoked: ['employeeNo', 'fullName', 'unit', 'certificate', 'revokedOn'],
  learning: [...everywhere, 'minutes'],
  badges: [...everywhere, 'badge', 'earnedOn'],
  course: [...everywhere, 'course', 'state', 'completedOn', 'percent'],
  person: [...everywhere, ...held],
}

type Cell = (row: PersonBehind, words: FileWords, locale: Locale) => string | number | null
const title: Cell = (row, _words, locale) => (locale === 'en' ? row.englishTitle : row.title)
const day: Cell = row => row.day
const amount: Cell = row => row.amount
const cells: Readonly<Record<Column, Cell>> = {
  employeeNo: row => row.employeeNo,
  fullName: row => row.fullName,
  unit: row => row.unit.name,
  post: row => row.post,
  ...{ certificate: title, exam: title, course: title, badge: title },
  ...{ lastDay: day, issuedOn: day, revokedOn: day, takenOn: day, earnedOn: day, completedOn: day },
  ...{ score: amount, minutes: amount, percent: amount },
  state: (row, words) => row.state && words.states[row.state],
  // A number below zero would be taken for a formula; when it ended is said beside it.
  daysLeft: row => (row.daysLeft !== null && row.daysLeft >= 0 ? row.daysLeft : null),
  renewing: (row, words) => (row.isRenewing ? words.yes : words.no),
  remindedOn: row => row.remindedOn,
}

const lines = async function* (asked: Asked, reading: Reading, locale: Locale) {
  const [words, columns] = [fileWords[locale], columnsOf[asked.filter.measure]]
  yield csvHead(columns.map(column => words.columns[column]))
  let cursor: string | undefined
  do {
    const { items, nextCursor } = await readPage(asked, reading, atOnce, cursor)
    if (items.length > 0) yield items.map(row => csvLine(columns.map(column => String(cells[column](row, words, locale) ?? '')))).join('')
    cursor = nextCursor ?? undefined
  } while (cursor !== undefined)
}

/** All rows as CSV, read as fast as they are taken: however many there are, no more than a page of them is held. */
export const fileOf = (asked: Asked, reading: Reading, locale: Locale): Readable => Readable.from(lines(asked, reading, locale), { objectMode: false })

/** What it is called where it is saved: unit, measure and day. */
export const fileNameOf = ({ scope, filter, today }: Asked, locale: Locale): string =>
  `${scope.name.replaceAll(/[\\/:*?"<>|\p{C}]/gu, '_')}-${fileWords[locale].measures[filter.measure]}-${isoDay(today)}.csv`
