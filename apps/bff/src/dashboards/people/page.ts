import type { PersonBehind } from '@wallet/shared/dashboards/people'
import { pathAfter } from '../../certificates/store.ts'
import { decodeCursor, pageOfRows } from '../../db/cursor.ts'
import { date, instant, isAscii, likeText, number, select, selectOne, text, textOrNull, type Row } from '../../db/query.ts'
import type { Asked, OrderKey, Reading } from './reading.ts'

const searched = (q: string) => `(u.full_name LIKE :contains ESCAPE '!' ${isAscii(q) ? "OR u.employee_no LIKE :begins ESCAPE '!'" : ''})`

/** The rows of a measure within what is looked at, as conditions: none is read without that of the subtree. */
const within = ({ scope, filter: { q } }: Asked, { where, given }: Reading) => ({
  sql: ['o.path >= :path AND o.path < :below', ...where, ...(q ? [searched(q)] : [])].join(' AND '),
  given: { ...given, path: scope.path, below: pathAfter(scope.path), contains: `%${likeText(q ?? '')}%`, begins: `${likeText((q ?? '').toUpperCase())}%` },
})

/** Behind the row with these keys. Written out: a row constructor is not a range scan on MariaDB. */
const behind = ([key, ...rest]: readonly OrderKey[], at = 0): string => {
  if (!key) return ''
  const [beyond, orAt] = key.falls ? ['<', '<='] : ['>', '>=']
  const after = `${key.sql} ${beyond} :after${at}`
  return rest.length === 0 ? after : `${key.sql} ${orAt} :after${at} AND (${after} OR (${behind(rest, at + 1)}))`
}

const keysIn = ({ deps: { db } }: Asked, { order }: Reading, cursor: string) => {
  const keys = decodeCursor(cursor, ...order.map(({ kind }) => kind))
  return Object.fromEntries(keys.map((key, at) => [`after${at}`, order[at]?.kind === 'instant' ? instant(db, new Date(key)) : key]))
}

const keysOf = ({ order }: Reading, row: Row) =>
  order.map(({ kind }, at) => {
    const value = row[`key${at}`]
    if (kind === 'instant') return date(value).getTime()
    return kind === 'integer' ? number(value) : text(value)
  })

const readRows = (asked: Asked, reading: Reading, limit: number, cursor: string | undefined): Promise<Row[]> => {
  const { from, columns, order, isAsAtIssue } = reading
  const { sql, given } = within(asked, reading)
  const shown = `u.id AS user_id, u.employee_no, u.full_name, ${isAsAtIssue ? 'NULL' : 'u.post'} AS post, o.id AS unit_id, o.name AS unit_name`
  const keys = order.map((key, at) => `${key.sql} AS key${at}`).join(', ')
  return select(
    asked.deps.db,
    `SELECT ${shown}, ${keys}${columns ? `, ${columns}` : ''} FROM ${from} WHERE ${sql} ${cursor === undefined ? '' : `AND ${behind(order)}`}
     ORDER BY ${order.map(key => `${key.sql}${key.falls ? ' DESC' : ''}`).join(', ')} LIMIT :limit`,
    { ...given, ...(cursor !== undefined && keysIn(asked, reading, cursor)), limit },
  )
}

/** The next rows behind a cursor, and where they go on. */
export const readPage = async (
  asked: Asked,
  reading: Reading,
  limit: number,
  cursor?: string,
): Promise<{ readonly items: PersonBehind[]; readonly nextCursor: string | null }> => {
  const rows = await readRows(asked, reading, limit + 1, cursor)
  const told = await reading.tell(rows.slice(0, limit))
  const page = pageOfRows(
    rows,
    limit,
    row => keysOf(reading, row),
    row => row,
  )
  const items = page.items.flatMap((row, at): PersonBehind[] => {
    const facts = told[at]
    if (!facts) return []
    const unit = { id: number(row['unit_id']), name: text(row['unit_name']) }
    return [{ employeeNo: text(row['employee_no']), fullName: text(row['full_name']), unit, post: textOrNull(row['post']), ...facts }]
  })
  return { items, nextCursor: page.nextCursor }
}

/** How many rows there are in all, and how many people among them. */
export const countRows = async (asked: Asked, reading: Reading): Promise<{ readonly total: number; readonly people: number }> => {
  const { sql, given } = within(asked, reading)
  const row = await selectOne(asked.deps.db, `SELECT COUNT(*) AS total, COUNT(DISTINCT u.id) AS people FROM ${reading.from} WHERE ${sql}`, given)
  return { total: number(row?.['total']), people: number(row?.['people']) }
}
