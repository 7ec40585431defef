import type { Page } from '@wallet/shared/page'
import { fail } from '@wallet/shared/problem'
import { isAscii } from './query.ts'

/** What a sort key is: an instant in milliseconds, a whole number, or a code. */
const kinds = {
  instant: (key: unknown): key is number => Number.isSafeInteger(key) && Math.abs(Number(key)) < 253_370_764_800_000,
  integer: (key: unknown): key is number => Number.isSafeInteger(key) && Math.abs(Number(key)) <= 2_147_483_647,
  code: (key: unknown): key is string => typeof key === 'string' && key.length <= 100 && isAscii(key),
}
interface KeyTypes {
  readonly instant: number
  readonly integer: number
  readonly code: string
}
type Kind = keyof KeyTypes
type Keys<K extends readonly Kind[]> = { -readonly [I in keyof K]: KeyTypes[K[I]] }

/** Where a list goes on: the last row's sort keys, opaque to the caller. */
const encodeCursor = (keys: readonly (string | number)[]): string => Buffer.from(JSON.stringify(keys)).toString('base64url')

const parsed = (cursor: string): unknown => {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    return null
  }
}

/** Reads a cursor of these keys; anything else is refused as the caller's mistake. */
export const decodeCursor = <const K extends readonly Kind[]>(cursor: string, ...expected: K): Keys<K> => {
  const keys = parsed(cursor)
  const isOurs = Array.isArray(keys) && keys.length === expected.length && expected.every((kind, i) => kinds[kind](keys[i]))
  return isOurs ? (keys as Keys<K>) : fail('invalid_request', { errors: [{ path: 'cursor', message: 'is not one of ours' }] })
}

/** Cuts rows that were read one beyond the limit into a page. */
export const pageOfRows = <R, T>(rows: readonly R[], limit: number, keys: (row: R) => (string | number)[], item: (row: R) => T): Page<T> => {
  const last = rows[limit - 1]
  return { items: rows.slice(0, limit).map(item), nextCursor: rows.length > limit && last !== undefined ? encodeCursor(keys(last)) : null }
}
