import { sourceKeyOf } from '../certificates/draft.ts'
import { holdingsOf } from '../certificates/holdings.ts'
import { standingOf } from '../certificates/standing.ts'
import type { BatchSettings } from '@wallet/shared/issuing/batch'
import { verdictOf, type BatchReason } from '@wallet/shared/issuing/batchFile'
import { shortened } from '@wallet/shared/text'
import { setImmediate } from 'node:timers/promises'
import type { Db } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { TableRow } from '../files/table.ts'
import { listByEmployeeNos, listByFullNames, type PersonRow } from '../people/store.ts'
import type { CurrentTemplate } from '../templates/store.ts'
import { cellsBy } from './batchFile.ts'
import { orderOf, readRow, type BatchItem } from './batchRow.ts'
import { undrawableRows } from './fit.ts'

export interface Judging {
  readonly rows: readonly TableRow[]
  readonly settings: BatchSettings
  readonly template: CurrentTemplate
}
/** A row with everything there is to say about it. */
export interface JudgedRow extends TableRow {
  readonly employeeNo: string
  /** As it was written. */
  readonly fullName: string
  readonly person: PersonRow | null
  readonly item: BatchItem
  readonly reasons: readonly BatchReason[]
}

const atOnce = 1_000
/** Names that are looked up in order to suggest a number. */
const mostSuggestions = 200

/** One slice after the other: thousands of rows hold up nobody, and no statement grows beyond measure. */
const inSlices = async <T, R>(items: readonly T[], work: (slice: readonly T[]) => Promise<readonly R[]> | readonly R[]): Promise<R[]> => {
  const done: R[] = []
  for (let at = 0; at < items.length; at += atOnce) {
    done.push(...(await work(items.slice(at, at + atOnce))))
    await setImmediate()
  }
  return done
}

/** What a name is compared by. */
const spoken = (name: string) =>
  name
    .normalize('NFKC')
    .replace(/[\s.·•・‧]/g, '')
    .toLowerCase()

const readAll = ({ rows, settings: { columns }, template }: Judging, { clock, config }: Pick<Deps, 'clock' | 'config'>): Promise<JudgedRow[]> => {
  const needsScore = template.current.type === 'exam' && columns.score !== null
  const rules = { now: clock.now(), zone: config.zone, title: template.name, needsScore }
  return inSlices(rows, slice =>
    slice.map((row): JudgedRow => {
      const cells = cellsBy(columns, row.cells)
      const read = readRow(cells, rules)
      const bare: BatchReason[] = [
        ...(row.hasOddQuotes ? [{ column: null, trouble: 'quotes', value: null } as const] : []),
        ...(columns.employeeNo === null ? [{ column: 'employeeNo', trouble: 'noColumn', value: null } as const] : []),
      ]
      return { ...row, ...read, fullName: cells.fullName, person: null, reasons: bare.length > 0 ? bare : read.reasons }
    }),
  )
}

/** Adds who they are; whoever is not in the register may be somebody of that name. */
const withPeople = async (db: Db, rows: readonly JudgedRow[]): Promise<JudgedRow[]> => {
  const people = await inSlices([...new Set(rows.map(({ employeeNo }) => employeeNo))], slice => listByEmployeeNos(db, slice))
  const byNo = new Map(people.map(person => [person.employeeNo, person]))
  const strangers = rows.filter(row => row.employeeNo !== '' && !byNo.has(row.employeeNo) && row.fullName !== '')
  const meant = await listByFullNames(db, [...new Set(strangers.map(({ fullName }) => fullName))].slice(0, mostSuggestions))
  const bySpoken = Map.groupBy(meant, ({ fullName }) => spoken(fullName))
  const suggested = (name: string) => {
    const called = bySpoken.get(spoken(name)) ?? []
    return called.length === 1 ? (called[0]?.employeeNo ?? null) : null
  }
  return rows.map(row => {
    const person = byNo.get(row.employeeNo) ?? null
    const reasons: BatchReason[] = []
    if (!person && row.employeeNo !== '') reasons.push({ column: 'employeeNo', trouble: 'unknownPerson', value: suggested(row.fullName) })
    if (person && !person.isActive) reasons.push({ column: 'employeeNo', trouble: 'inactive', value: null })
    if (person && row.fullName !== '' && spoken(row.fullName) !== spoken(person.fullName))
      reasons.push({ column: 'fullName', trouble: 'nameDiffers', value: shortened(row.fullName, 60) })
    return { ...row, person, reasons: [...row.reasons, ...reasons] }
  })
}

/** Adds what is there already: with the holder, or further up in the list among what will be issued. */
const withDuplicates = async (deps: Deps, rows: readonly JudgedRow[], { settings, template }: Judging): Promise<JudgedRow[]> => {
  const rule = { duplicates: settings.duplicates, now: deps.clock.now(), zone: deps.config.zone }
  const first = new Map<string, number>()
  return inSlices(rows, async slice => {
    const wanted = slice.flatMap(row => (row.person ? [{ person: row.person, order: orderOf(row, template.id) }] : []))
    const holds = await holdingsOf(deps.db, template, wanted)
    return slice.map(row => {
      const { person, item } = row
      if (!person) return row
      const order = orderOf(row, template.id)
      const standing = standingOf(order, holds({ person, order }), rule)
      const key = `${person.id} ${sourceKeyOf(order, item.title ?? template.name)}`
      const before = first.get(key)
      const reasons: BatchReason[] = [
        ...row.reasons,
        ...(before === undefined ? [] : [{ column: null, trouble: 'twiceHere', value: String(before) } as const]),
        ...(standing ? [{ column: null, ...standing }] : []),
      ]
      if (before === undefined && verdictOf(reasons) !== 'bad') first.set(key, row.row)
      return { ...row, reasons }
    })
  })
}

/** Adds what could not be drawn. */
const withPictures = async (deps: Deps, rows: readonly JudgedRow[], { template }: Judging): Promise<JudgedRow[]> => {
  const candidates = rows.flatMap(one =>
    one.person && !['bad', 'skip'].includes(verdictOf(one.reasons)) ? [{ row: one.row, person: one.person, order: orderOf(one, template.id) }] : [],
  )
  const found = await undrawableRows(deps, template, candidates)
  return found.size === 0 ? [...rows] : rows.map(row => ({ ...row, reasons: [...row.reasons, ...(found.get(row.row) ?? [])] }))
}

/** Judges every row of a list, with every reason at once. Nothing is written. */
export const judgeRows = async (deps: Deps, judging: Judging): Promise<JudgedRow[]> => {
  const read = await readAll(judging, deps)
  if (judging.settings.columns.employeeNo === null) return read
  return withPictures(deps, await withDuplicates(deps, await withPeople(deps.db, read), judging), judging)
}
