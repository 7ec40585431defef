import type { IssueOrder } from '@wallet/shared/certificates/certificate'
import { endOfDay, isoDay, parseDay } from '@wallet/shared/certificates/validity'
import { endlessWritings, type BatchColumn, type BatchReason, type BatchTrouble } from '@wallet/shared/issuing/batchFile'
import { line, plainText, shortened } from '@wallet/shared/text'
import type { z } from 'zod'
import type { BatchCells } from './batchFile.ts'

/** What a row orders, but for whom and from which template. A missing end: the template's. */
export type BatchItem = Pick<IssueOrder, 'title' | 'description' | 'score' | 'completionRate' | 'validUntil'>
export interface ReadRow {
  readonly employeeNo: string
  readonly item: BatchItem
  readonly reasons: readonly BatchReason[]
}
/** What is ordered for whoever a row is about. */
export const orderOf = ({ employeeNo, item }: Pick<ReadRow, 'employeeNo' | 'item'>, templateId: number): IssueOrder => ({ ...item, templateId, employeeNo })

export interface RowRules {
  readonly now: Date
  readonly zone: string
  /** The template's name: what a certificate is called where the row does not say. */
  readonly title: string
  readonly needsScore: boolean
}

/** Notes what is wrong with a cell; there is nothing to read in it then. */
type Note = (column: BatchColumn | null, trouble: BatchTrouble, value?: string) => undefined

const shownLength = 60
/** Full-width letters and digits are the same as others. */
const plain = (cell: string) => cell.normalize('NFKC').trim()

const numberIn = (column: 'score' | 'completionRate', cell: string, note: Note): number | undefined => {
  const text = plain(cell)
    .replace(/[分%]$/, '')
    .trimEnd()
    .replace(/^(\d+),(\d{1,2})$/, '$1.$2')
  if (text === '') return undefined
  if (!/^[+-]?\d+(\.\d+)?$/.test(text)) return note(column, 'notNumber', cell)
  const value = Number(text)
  if (value < 0 || value > 100) return note(column, 'notInRange', cell)
  return /\.\d{1,2}0*$/.test(text) || !text.includes('.') ? value : note(column, 'decimals', cell)
}

const dayIn = (cell: string) => {
  const [, year = '', month = '', day = ''] =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(cell) ?? /^(\d{4})年(\d{1,2})月(\d{1,2})日?$/.exec(cell) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(cell) ?? []
  return parseDay(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
}
/** Spreadsheets add a time to a day. */
const withoutTime = (cell: string) => cell.replace(/[ T]0{1,2}:00(:00)?$/, '')

const endIn = ({ validUntil: cell }: BatchCells, { now, zone }: RowRules, note: Note): string | null | undefined => {
  const text = withoutTime(plain(cell))
  if (text === '') return undefined
  if (endlessWritings.includes(text.toLowerCase())) return null
  const day = dayIn(text)
  if (!day) return note('validUntil', 'noDate', cell)
  if (day.year > 9998) return note('validUntil', 'tooLate', cell)
  return endOfDay(day, zone) > now ? isoDay(day) : note('validUntil', 'past', cell)
}

const textIn = (column: 'title' | 'description', cell: string, { rule, most }: { rule: z.ZodType<string>; most: number }, note: Note): string | undefined => {
  if (cell === '') return undefined
  const { success, data, error } = rule.safeParse(cell)
  if (success) return data
  return error.issues.some(({ code }) => code === 'too_big') ? note(column, 'tooLong', String(most)) : note(column, 'notAllowed')
}
const titles = { rule: line(200), most: 200 }
const descriptions = { rule: plainText(500), most: 500 }

/** Reads what a row says by itself, with everything that is wrong with it. Who it is about, the register knows. */
export const readRow = (cells: BatchCells, rules: RowRules): ReadRow => {
  const reasons: BatchReason[] = []
  const note: Note = (column, trouble, value) => {
    reasons.push({ column, trouble, value: value === undefined ? null : shortened(value, shownLength) })
    return undefined
  }
  const employeeNo = plain(cells.employeeNo).toUpperCase()
  if (employeeNo === '') note('employeeNo', 'missing')
  if (rules.needsScore && cells.score === '') note('score', 'missing')
  const [score, completionRate] = [numberIn('score', cells.score, note), numberIn('completionRate', cells.completionRate, note)]
  const title = textIn('title', cells.title, titles, note) ?? rules.title
  const validUntil = endIn(cells, rules, note)
  const description = textIn('description', cells.description, descriptions, note)
  return { employeeNo, item: { title, description, score, completionRate, validUntil }, reasons }
}
