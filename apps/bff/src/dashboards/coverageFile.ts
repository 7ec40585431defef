import { Readable } from 'node:stream'
import type { Holding, RequiredCertificate } from '@wallet/shared/dashboards/coverage'
import { csvHead, csvLine } from '@wallet/shared/csv'
import type { Locale } from '@wallet/shared/session/session'
import type { Db } from '../db/connect.ts'
import { listRequiredIn } from './coverageStore.ts'
import { fileWords } from './fileWords.ts'
import { listHoldings, listNumbered, type Numbered, type PersonHolding } from './matrixStore.ts'
import type { Scope } from './scope.ts'
import type { When } from './when.ts'

const stateOf = (holding: Holding | null, locale: Locale): string => {
  const { states } = fileWords[locale]
  if (!holding) return states.unrequired
  return states[holding.state === 'missing' && holding.expiredDays !== null ? 'expired' : holding.state]
}

const headOf = (certificates: readonly RequiredCertificate[], locale: Locale) => {
  const { employeeNo, fullName, unit, post, lastDay } = fileWords[locale].columns
  const titles = certificates.map(({ title, englishTitle }) => (locale === 'en' ? englishTitle : title))
  return [employeeNo, fullName, unit, post, ...titles.flatMap(title => [title, `${title} · ${lastDay}`])]
}

const cellsOf = ({ employeeNo, fullName, unitName, post, holdings, lastDays }: PersonHolding, locale: Locale) => [
  ...[employeeNo, fullName, unitName, post ?? ''],
  ...holdings.flatMap((holding, n) => [stateOf(holding, locale), lastDays[n] ?? '']),
]

async function* linesOf(db: Db, scope: Scope, when: When, locale: Locale, atOnce: number): AsyncGenerator<string> {
  const certificates = await listRequiredIn(db, scope)
  yield csvHead(headOf(certificates, locale))
  let some: Numbered[] = []
  do {
    some = await listNumbered(db, scope, some.at(-1)?.employeeNo ?? '', atOnce)
    const people = await listHoldings(db, some, certificates, when, 'full')
    if (people.length > 0) yield people.map(person => csvLine(cellsOf(person, locale))).join('')
  } while (some.length === atOnce)
}

/**
 * Who holds what of all that is required, everybody, by number, as a file for spreadsheets: read as fast as it is taken, and no more than a
 * page of it is held. In the order of the matrix, everybody would have to be put in order anew for each page.
 */
export const coverageFile = (db: Db, scope: Scope, when: When, locale: Locale, atOnce = 500): Readable =>
  Readable.from(linesOf(db, scope, when, locale, atOnce))
