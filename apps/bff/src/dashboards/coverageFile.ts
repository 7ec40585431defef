import { Readable } from 'node:stream'
import type { Holding, RequiredCertificate } from '@wallet/shared/dashboards/coverage'
import { csvHead, csvLine } from '@wallet/shared/csv'
import type { Locale } from '@wallet/shared/session/session'
import type { Db } from '../db/connect.ts'
import { listRequiredIn } from './coverageStore.ts'
import { listHoldings, listStandings, type PersonHolding } from './matrixStore.ts'
import type { Scope } from './scope.ts'
import type { When } from './when.ts'

const words = {
  'zh-CN': {
    head: ['工号', '姓名', '部门', '岗位'],
    lastDay: '有效期至',
    ...{ covered: '有效', expiring: '即将到期', missing: '缺少', expired: '已过期', unrequired: '不要求' },
  },
  en: {
    head: ['Employee no.', 'Name', 'Unit', 'Post'],
    lastDay: 'valid until',
    ...{ covered: 'Valid', expiring: 'Expiring', missing: 'Missing', expired: 'Expired', unrequired: 'Not required' },
  },
} as const satisfies Record<Locale, unknown>

const atOnce = 500

const stateOf = (holding: Holding | null, locale: Locale): string => {
  if (!holding) return words[locale].unrequired
  return words[locale][holding.state === 'missing' && holding.expiredDays !== null ? 'expired' : holding.state]
}

const headOf = (certificates: readonly RequiredCertificate[], locale: Locale) => {
  const titles = certificates.map(({ title, englishTitle }) => (locale === 'en' ? englishTitle : title))
  return [...words[locale].head, ...titles.flatMap(title => [title, `${title} · ${words[locale].lastDay}`])]
}

const cellsOf = ({ employeeNo, fullName, unitName, post, holdings, lastDays }: PersonHolding, locale: Locale) => [
  ...[employeeNo, fullName, unitName, post ?? ''],
  ...holdings.flatMap((holding, n) => [stateOf(holding, locale), lastDays[n] ?? '']),
]

async function* linesOf(db: Db, scope: Scope, when: When, locale: Locale): AsyncGenerator<string> {
  const certificates = await listRequiredIn(db, scope)
  yield csvHead(headOf(certificates, locale))
  const standings = await listStandings(db, scope, when)
  for (let from = 0; from < standings.length; from += atOnce) {
    const people = await listHoldings(db, standings.slice(from, from + atOnce), certificates, when, 'full')
    yield people.map(person => csvLine(cellsOf(person, locale))).join('')
  }
}

/** Who holds what of all that is required, everybody, as a file for spreadsheets; read while it is sent. */
export const coverageFile = (db: Db, scope: Scope, when: When, locale: Locale): Readable => Readable.from(linesOf(db, scope, when, locale))
