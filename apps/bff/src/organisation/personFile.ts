import type { PersonReason, PersonColumn } from '@wallet/shared/organisation/personFile'
import {
  activeWritings,
  leftWritings,
  personColumnHelp,
  personColumnNames,
  personColumns,
  personColumnWritings,
  personFileLimits,
  roleWritings,
} from '@wallet/shared/organisation/personFile'
import { EmployeeNo } from '@wallet/shared/people/person'
import { roles, type Role } from '@wallet/shared/people/role'
import type { Locale } from '@wallet/shared/session/session'
import { csvFile } from '@wallet/shared/csv'
import { line } from '@wallet/shared/text'
import { z } from 'zod'
import { columnFinder, readTable, said, type Table, type TableRow } from '../files/table.ts'

const columnCalled = columnFinder<PersonColumn>(
  Object.fromEntries(personColumns.map(column => [column, [...Object.values(personColumnNames[column]), ...personColumnWritings[column]]])) as Record<
    PersonColumn,
    string[]
  >,
)

/** What a row says, by columns; '' where it says nothing. */
type Cells = Readonly<Record<PersonColumn, string>>
export interface WrittenPerson extends TableRow {
  readonly by: Cells
}
export interface WrittenPeople extends Table {
  readonly missing: readonly PersonColumn[]
  readonly rows: readonly WrittenPerson[]
}

const cellsOf = (header: readonly (PersonColumn | undefined)[], cells: readonly string[]): Cells => {
  const by = Object.fromEntries(personColumns.map(column => [column, ''])) as Record<PersonColumn, string>
  for (const [at, column] of header.entries()) if (column && by[column] === '') by[column] = said(cells[at] ?? '')
  return by
}

/** Reads a file of people: in which way it was written, and its rows. */
export const readPersonFile = (base64: string): WrittenPeople => {
  const table = readTable(Buffer.from(base64, 'base64'), { isKnown: name => columnCalled(name) !== undefined, most: personFileLimits.rows })
  const header = table.header.map(columnCalled)
  const rows = table.rows.map(row => ({ ...row, by: cellsOf(header, row.cells) }))
  return { ...table, missing: header.includes('employeeNo') ? [] : ['employeeNo'], rows }
}

/** What a row says of a person, as it is taken; undefined: nothing, so that it stays as it is. */
export interface SaidOfPerson {
  readonly employeeNo: string
  readonly fullName?: string
  /** Names from the top down. */
  readonly unit?: readonly string[]
  readonly post?: string
  readonly email?: string
  readonly role?: Role
  readonly isActive?: boolean
}

const roleCalled = (cell: string): Role | undefined => roles.find(role => roleWritings[role].includes(cell.toLowerCase()))
const longest: Partial<Record<PersonColumn, number>> = { fullName: 100, post: 60, email: 190 }
const asCode = (cell: string) => cell.normalize('NFKC')
const isEmail = (cell: string) => z.email().max(190).safeParse(cell).success

const stateOf = (cell: string) => (activeWritings.includes(cell.toLowerCase()) ? true : leftWritings.includes(cell.toLowerCase()) ? false : undefined)

/** The reasons that a row gives by itself, without anybody having looked at who is there. */
const reasonsOf = ({ by, hasOddQuotes }: WrittenPerson): PersonReason[] => {
  const reasons: PersonReason[] = []
  const add = (column: PersonColumn | null, trouble: PersonReason['trouble']) => reasons.push({ column, trouble })
  if (hasOddQuotes) add(null, 'quotes')
  if (by.employeeNo === '') add('employeeNo', 'missing')
  else if (!EmployeeNo.safeParse(asCode(by.employeeNo)).success) add('employeeNo', 'badNumber')
  for (const column of ['fullName', 'post', 'email'] as const) {
    const most = longest[column] ?? 0
    if (by[column].length > most) add(column, 'tooLong')
    else if (by[column] !== '' && !line(most).safeParse(by[column]).success) add(column, 'notAllowed')
  }
  if (by.email !== '' && !reasons.some(({ column }) => column === 'email') && !isEmail(asCode(by.email))) add('email', 'badEmail')
  if (by.role !== '' && !roleCalled(by.role)) add('role', 'notKnown')
  if (by.state !== '' && stateOf(by.state) === undefined) add('state', 'notKnown')
  return reasons
}

const stepsOf = (cell: string) =>
  cell
    .split(/[/／\\>＞]/)
    .map(step => step.trim())
    .filter(Boolean)

/** Reads a row by itself. */
export const readPerson = (written: WrittenPerson): { readonly said: SaidOfPerson; readonly reasons: readonly PersonReason[] } => {
  const { by } = written
  const [role, isActive] = [roleCalled(by.role), stateOf(by.state)]
  return {
    reasons: reasonsOf(written),
    said: {
      employeeNo: asCode(by.employeeNo).toUpperCase(),
      ...(by.fullName !== '' && { fullName: by.fullName }),
      ...(by.unit !== '' && { unit: stepsOf(by.unit) }),
      ...(by.post !== '' && { post: by.post }),
      ...(by.email !== '' && { email: asCode(by.email).toLowerCase() }),
      ...(role && { role }),
      ...(isActive !== undefined && { isActive }),
    },
  }
}

type Example = Partial<Record<PersonColumn, string>>
const examples: Readonly<Record<Locale, readonly Example[]>> = {
  'zh-CN': [
    { employeeNo: 'KPL0201', fullName: '孙晓', unit: '考培练集团/市场销售部', post: '销售顾问', email: 'sunxiao@kpl.example', role: '员工', state: '在职' },
    { employeeNo: 'KPL0202', fullName: '何佳', unit: '考培练集团/市场销售部' },
  ],
  en: [
    {
      employeeNo: 'KPL0201',
      fullName: 'Xiao Sun',
      unit: '考培练集团/市场销售部',
      post: 'Sales',
      email: 'sunxiao@kpl.example',
      role: 'employee',
      state: 'active',
    },
    { employeeNo: 'KPL0202', fullName: 'Jia He', unit: '考培练集团/市场销售部' },
  ],
}
/** What the file to begin with is called. */
export const personExampleName: Readonly<Record<Locale, string>> = { 'zh-CN': '人员样表.csv', en: 'example-people.csv' }

/** A file to begin with: a remark explains each column, and there are two people. */
export const personExample = (locale: Locale): string =>
  csvFile(
    personColumns.map(column => personColumnNames[column][locale]),
    [
      personColumns.map((column, i) => `${i === 0 ? '# ' : ''}${personColumnHelp[column][locale]}`),
      ...examples[locale].map(example => personColumns.map(column => example[column] ?? '')),
    ],
  )
