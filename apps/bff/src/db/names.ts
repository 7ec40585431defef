import { canBeLookedFor, withoutNames } from '@wallet/shared/verification/maskName'
import type { Db } from './connect.ts'
import { execute, likeText, number, select, text, type Row } from './query.ts'

/** Texts in which somebody's name may stand: the columns of a table, and the ones that name its rows. */
export interface Texts {
  readonly table: string
  readonly key: readonly string[]
  readonly columns: readonly string[]
  /** Rows that are left as they are. */
  readonly except?: string
}

/** What stands between the letters of a name is anything here: which rows it is, `withoutNames` says. */
export const patternOf = (name: string) => {
  const parts = /\p{Script=Han}/u.test(name) ? [...name.replace(/\s/gu, '')] : name.trim().split(/\s+/u)
  return `%${parts.map(part => likeText(part).replace(/[·•・‧∙'’‘ʼ´`]/gu, '_')).join('%')}%`
}

/** In JSON some characters are written otherwise. */
const writings = (names: readonly string[]) => [...new Set(names.filter(canBeLookedFor).flatMap(name => [name, JSON.stringify(name).slice(1, -1)]))]

interface Found {
  readonly row: Row
  /** What has to be written instead, by column. */
  readonly changed: Readonly<Record<string, string>>
}

const find = async (db: Db, { table, key, columns, except }: Texts, names: readonly string[], values: Readonly<Record<string, unknown>>): Promise<Found[]> => {
  const sought = writings(names)
  if (sought.length === 0) return []
  const says = columns.flatMap(column => sought.map((_, at) => `${column} LIKE :pattern${at} ESCAPE '!'`)).join(' OR ')
  const rows = await select(
    db,
    `SELECT ${[...key, ...columns].join(', ')} FROM ${table} WHERE (${says})${except === undefined ? '' : ` AND NOT (${except})`}`,
    {
      ...values,
      ...Object.fromEntries(sought.map((name, at) => [`pattern${at}`, patternOf(name)])),
    },
  )
  return rows.flatMap(row => {
    const changes = columns.flatMap(column => {
      const before = row[column]
      const after = typeof before === 'string' ? withoutNames(before, sought) : before
      return after === before ? [] : [[column, text(after)] as const]
    })
    return changes.length > 0 ? [{ row, changed: Object.fromEntries(changes) }] : []
  })
}

/** In how many rows of these texts one of the names stands. */
export const countNamed = async (
  db: Db,
  texts: readonly Texts[],
  names: readonly string[],
  values: Readonly<Record<string, unknown>> = {},
): Promise<number> => {
  let count = 0
  for (const one of texts) count += (await find(db, one, names, values)).length
  return count
}

/** Takes the names out of these texts for good. */
export const takeNamesOut = async (
  tx: Db,
  texts: readonly Texts[],
  names: readonly string[],
  values: Readonly<Record<string, unknown>> = {},
): Promise<void> => {
  for (const one of texts)
    for (const { row, changed } of await find(tx, one, names, values)) {
      const written = Object.keys(changed).map(column => `${column} = :${column}`)
      const which = one.key.map(column => `${column} = :key_${column}`)
      const keys = Object.fromEntries(one.key.map(column => [`key_${column}`, typeof row[column] === 'string' ? row[column] : number(row[column])]))
      await execute(tx, `UPDATE ${one.table} SET ${written.join(', ')} WHERE ${which.join(' AND ')}`, { ...changed, ...keys })
    }
}
