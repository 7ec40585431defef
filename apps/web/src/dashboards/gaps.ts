import type { CoverageMatrix, CoverageOfPerson } from '@wallet/shared/dashboards/coverage'
import type { Speech } from './charts/chart.ts'
import { called } from './charts/named.ts'
import { counted } from './charts/numbers.ts'

/** Somebody to look after: how many required certificates are missing, or when the next ends. */
export interface Gap {
  readonly employeeNo: string
  readonly fullName: string
  readonly missing: number
  readonly daysLeft: number | null
  /** Of the certificates that this is about. */
  readonly names: readonly string[]
}

const gapOf = ({ certificates }: CoverageMatrix, { employeeNo, fullName, holdings }: CoverageOfPerson, speech: Speech): Gap | null => {
  const named = (isMeant: (at: number) => boolean) => certificates.flatMap((certificate, at) => (isMeant(at) ? [called(certificate, speech)] : []))
  const missing = named(at => holdings[at]?.state === 'missing')
  if (missing.length > 0) return { employeeNo, fullName, missing: missing.length, daysLeft: null, names: missing }
  const open = holdings.flatMap((holding, at) => (holding?.state === 'expiring' && !holding.isRenewing ? [{ at, daysLeft: holding.daysLeft }] : []))
  if (open.length === 0) return null
  return { employeeNo, fullName, missing: 0, daysLeft: Math.min(...open.map(({ daysLeft }) => daysLeft)), names: named(at => open.some(one => one.at === at)) }
}

/** People of a team to look after, in the order of the matrix: whoever misses most stands first. */
export const gapsIn = (matrix: CoverageMatrix, speech: Speech): Gap[] =>
  matrix.people.flatMap(person => {
    const gap = gapOf(matrix, person, speech)
    return gap ? [gap] : []
  })

/** What stands at the end of the row. */
export const gapWords = ({ missing, daysLeft }: Gap, { say, locale }: Speech): string => {
  if (missing > 0) return say('dashboards.missing', { n: counted(missing, locale) })
  return daysLeft === 0 || daysLeft === null ? say('dashboards.behind.lastDay') : say('dashboards.behind.days', { n: counted(daysLeft, locale) })
}
