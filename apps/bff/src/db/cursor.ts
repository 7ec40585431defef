import { fail } from '@wallet/shared/problem'
import type { Page } from '@wallet/shared/page'
import { isAscii } from './query.ts'

/** Where a list goes on: the last row's sort keys, opaque to the caller. */
export const encodeCursor = (keys: readonly (string | number)[]): string => Buffer.from(JSON.stringify(keys)).toString('base64url')

const isKeys = (value: unknown, length: number): value is (string | number)[] =>
  Array.isArray(value) && value.length === length && value.every(key => (typeof key === 'string' && isAscii(key)) || Number.isSafeInteger(key))

/** Reads a cursor of so many keys; anything else is refused as the caller's mistake. */
export const decodeCursor = (cursor: string, length: number): (string | number)[] => {
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (isKeys(keys, length)) return keys
  } catch {
    // Falls through to the refusal.
  }
  return fail('invalid_request', { errors: [{ path: 'cursor', message: 'is not one of ours' }] })
}

/** Cuts rows that were read one beyond the limit into a page. */
export const pageOfRows = <R, T>(rows: readonly R[], limit: number, keys: (row: R) => (string | number)[], item: (row: R) => T): Page<T> => {
  const last = rows[limit - 1]
  return { items: rows.slice(0, limit).map(item), nextCursor: rows.length > limit && last !== undefined ? encodeCursor(keys(last)) : null }
}
