import type { FileReason } from '@wallet/shared/exams/authored'
import { courseCategories, type CourseCategory } from '@wallet/shared/courses/category'
import { optionKeys, questionKinds, type OptionKey, type QuestionKind } from '@wallet/shared/exams/option'
import { QuestionDraft } from '@wallet/shared/exams/question'
import { categoryWritings, fileColumns, kindWritings, noWritings, yesWritings, type FileColumn, type FileTrouble } from '@wallet/shared/exams/questionFile'
import type { z } from 'zod'
import type { WrittenRow } from './questionFile.ts'

type Cells = WrittenRow['by']
/** What a row says: a question, or everything that is wrong with it. */
export type ReadRow = { readonly draft: QuestionDraft; readonly reasons: null } | { readonly draft: null; readonly reasons: readonly FileReason[] }

/** Notes what is wrong with a cell; there is nothing to read in it then. */
type Note = (column: FileColumn, trouble: FileTrouble) => null

const plain = (cell: string) => cell.normalize('NFKC').toLowerCase().trim()
const isChinese = (text: string) => /\p{Script=Han}/u.test(text)

const kindOf = ({ kind }: Cells, note: Note): QuestionKind | null => {
  if (kind === '') return note('kind', 'missing')
  return questionKinds.find(one => plain(one) === plain(kind) || kindWritings[one].includes(plain(kind))) ?? note('kind', 'notKnown')
}

const categoryOf = ({ category }: Cells, note: Note): CourseCategory | null => {
  if (category === '') return note('category', 'missing')
  return courseCategories.find(one => categoryWritings[one].includes(plain(category))) ?? note('category', 'notKnown')
}

const flagOf = (column: 'reserved' | 'keepsOrder', cells: Cells, note: Note): boolean => {
  const said = plain(cells[column])
  if (yesWritings.includes(said)) return true
  if (said !== '' && !noWritings.includes(said)) note(column, 'notKnown')
  return false
}

const pointsOf = ({ points }: Cells, note: Note): number => {
  const said = plain(points)
  if (said === '') return 1
  if (/^\d{1,3}$/.test(said) && Number(said) >= 1 && Number(said) <= 100) return Number(said)
  note('points', 'points')
  return 1
}

const columnOf = (key: OptionKey): FileColumn => `option${key}`

/** The texts of the options in turn. True/false may leave them out. */
const optionsOf = (cells: Cells, kind: QuestionKind | null, note: Note): string[] => {
  const texts = optionKeys.map(key => cells[columnOf(key)])
  const count = texts.findLastIndex(text => text !== '') + 1
  if (kind === 'trueFalse' && count === 0) return isChinese(cells.stem) ? ['正确', '错误'] : ['True', 'False']
  for (const [i, key] of optionKeys.entries()) {
    if (i >= 2 && kind === 'trueFalse' && texts[i] !== '') note(columnOf(key), 'twoOptions')
    else if (i < Math.max(2, count) && texts[i] === '') note(columnOf(key), 'missing')
    else if (texts[i] !== '' && texts.indexOf(texts[i] ?? '') < i) note(columnOf(key), 'optionsAlike')
  }
  return texts.slice(0, count)
}

/** The letters that are said to be right; true/false may say so in words. */
const lettersOf = ({ answer }: Cells, kind: QuestionKind | null, options: readonly string[]): string[] => {
  const byWords = options.findIndex(text => plain(text) === plain(answer))
  if (kind === 'trueFalse' && byWords >= 0) return [optionKeys[byWords] ?? '']
  if (kind === 'trueFalse' && yesWritings.includes(plain(answer))) return ['A']
  if (kind === 'trueFalse' && noWritings.includes(plain(answer))) return ['B']
  return [
    ...new Set(
      plain(answer)
        .toUpperCase()
        .replace(/[\s,、;/|+.]/g, ''),
    ),
  ].toSorted()
}

const answerOf = (cells: Cells, kind: QuestionKind | null, options: readonly string[], note: Note): string[] => {
  if (cells.answer === '') return note('answer', 'missing') ?? []
  const letters = lettersOf(cells, kind, options)
  const there = optionKeys.slice(0, options.length) as readonly string[]
  if (letters.length === 0 || letters.some(letter => !there.includes(letter))) note('answer', 'answerNotThere')
  else if (kind === 'multiple' && letters.length < 2) note('answer', 'severalAnswers')
  else if (kind !== null && kind !== 'multiple' && letters.length > 1) note('answer', 'oneAnswer')
  return letters
}

const courseOf = ({ course }: Cells, courses: ReadonlyMap<string, number>, note: Note): number | null => {
  if (course === '') return null
  return courses.get(course.toLowerCase()) ?? note('course', 'notKnown')
}

/** What the rules of questions still find: lengths, and characters that are not allowed. */
const troubleOf = ({ path: [field, index], code }: z.core.$ZodIssue): { column: FileColumn; trouble: FileTrouble }[] => {
  const column = field === 'options' && typeof index === 'number' ? columnOf(optionKeys[index] ?? 'A') : fileColumns.find(one => one === field)
  return column ? [{ column, trouble: code === 'too_big' ? 'tooLong' : 'notAllowed' }] : []
}

/** Reads one row as a question; `courses` are known by their titles in small letters. */
export const readRow = ({ by, hasOddQuotes }: WrittenRow, courses: ReadonlyMap<string, number>): ReadRow => {
  if (hasOddQuotes) return { draft: null, reasons: [{ column: null, trouble: 'quotes' }] }
  const noted: FileReason[] = []
  const note: Note = (column, trouble) => {
    noted.push({ column, trouble })
    return null
  }
  const kind = kindOf(by, note)
  if (by.stem === '') note('stem', 'missing')
  const options = optionsOf(by, kind, note)
  const parsed = QuestionDraft.safeParse({
    ...{ kind, stem: by.stem, explanation: by.explanation },
    options: options.map((text, i) => ({ key: optionKeys[i], text })),
    answer: answerOf(by, kind, options, note),
    category: categoryOf(by, note),
    courseId: courseOf(by, courses, note),
    isReserved: flagOf('reserved', by, note),
    points: pointsOf(by, note),
    keepsOrder: flagOf('keepsOrder', by, note),
  })
  if (parsed.success && noted.length === 0) return { draft: parsed.data, reasons: null }
  const told = new Set(noted.map(({ column }) => column))
  const found = (parsed.error?.issues ?? []).flatMap(troubleOf).filter(({ column }) => !told.has(column))
  return { draft: null, reasons: [...noted, ...found].toSorted((a, b) => fileColumns.indexOf(a.column ?? 'kind') - fileColumns.indexOf(b.column ?? 'kind')) }
}
