import type { CoverageMatrix, CoverageOfPerson, Holding } from '@wallet/shared/dashboards/coverage'
import { cell, type Chart, type Speech } from './chart.ts'
import { drawing } from './drawing.ts'
import { drawMatrix } from './matrixShapes.ts'
import { called } from './named.ts'
import { count, counted } from './numbers.ts'

const gapsOf = ({ holdings }: CoverageOfPerson) => holdings.filter(holding => holding?.state === 'missing').length
const isRequired = ({ people }: CoverageMatrix) => people.some(({ holdings }) => holdings.some(holding => holding !== null))

/** People × required certificates of a team: whoever misses most stands first. */
export const coverageMatrix: Chart<CoverageMatrix> = {
  title: (data, { say, locale }) => {
    const gaps = data.people.map(gapsOf)
    const [people, missing] = [count(gaps.length, locale), gaps.reduce((sum, n) => sum + n, 0)]
    if (gaps.length === 0) return say('dashboards.field.nobody')
    if (!isRequired(data)) return say('dashboards.coverage.nothingRequired')
    if (missing === 0) return say('dashboards.field.all', { n: counted(gaps.length, locale) })
    return say('dashboards.matrix.title', { people, covered: count(gaps.filter(n => n === 0).length, locale), n: counted(missing, locale) })
  },
  waitsFor: (data, { say }) => (isRequired(data) ? null : say('dashboards.matrix.waits')),
  twin: ({ certificates, people }, speech) => ({
    head: [speech.say('dashboards.head.name'), ...certificates.map(certificate => called(certificate, speech))],
    rows: people.map(person => [
      cell(person.fullName, { of: 'person', employeeNo: person.employeeNo }),
      ...certificates.map((_, index) => cell(holdingWords(person.holdings[index] ?? null, speech))),
    ]),
  }),
  option: (data, context) => drawing(context, drawMatrix(data, context)),
}

const holdingWords = (holding: Holding | null, { say, locale }: Speech): string => {
  if (!holding) return say('dashboards.notRequired')
  if (holding.state === 'covered') return say('dashboards.matrix.covered')
  if (holding.state === 'missing') {
    return holding.expiredDays === null ? say('dashboards.matrix.never') : say('dashboards.matrix.expired', { n: counted(holding.expiredDays, locale) })
  }
  return say(holding.isRenewing ? 'dashboards.matrix.renewing' : 'dashboards.matrix.expiring', { n: counted(holding.daysLeft, locale) })
}
