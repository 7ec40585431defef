import { endOfDay, parseDay, startOfDay } from '@wallet/shared/certificates/validity'
import type { Db } from '../db/connect.ts'
import { instant } from '../db/query.ts'

/** From the beginning of the first to the end of the last of some days, as they stand in columns; null for all days. */
export const spanOf = (tx: Db, zone: string, days: readonly string[] | null): { readonly from: string; readonly until: string } | null => {
  const known = (days ?? [])
    .toSorted()
    .map(parseDay)
    .filter(day => day !== null)
  const [first, last] = [known.at(0), known.at(-1)]
  return first && last ? { from: instant(tx, startOfDay(first, zone)), until: instant(tx, endOfDay(last, zone)) } : null
}
