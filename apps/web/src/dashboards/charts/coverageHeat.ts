import type { CoverageCell, CoverageHeat, CoverageRow } from '@wallet/shared/dashboards/coverage'
import { cell, type Chart, type Speech } from './chart.ts'
import { drawing } from './drawing.ts'
import { drawHeat } from './heatShapes.ts'
import { called, inTitle } from './named.ts'
import { count, counted, finePercentWords, percentDown, percentWords } from './numbers.ts'
import { percentOf } from '@wallet/shared/percent'

/** Two names stand in one title, across half of the wall. */
const emsOfName = 10
const missingIn = ({ required, covered }: CoverageCell) => required - covered
/** The whole among them, as in the table: who stands in none of its units is missed by no row but that. Of equals a unit's come first. */
const cellsOf = ({ units, whole, certificates }: CoverageHeat) =>
  [...units, whole].flatMap(({ unit, cells }) =>
    certificates.flatMap((certificate, index) => {
      const its = cells[index]
      return its ? [{ ...its, unit, certificate }] : []
    }),
  )
/** The lowest share; of equals the one that misses more. */
const worstOf = (data: CoverageHeat) => cellsOf(data).sort((a, b) => a.covered / a.required - b.covered / b.required || missingIn(b) - missingIn(a))[0]

const worstWords = (data: CoverageHeat, speech: Speech) => {
  const worst = worstOf(data)
  if (!worst || missingIn(worst) === 0) return speech.say('dashboards.coverage.complete')
  return speech.say('dashboards.coverage.worst', {
    unit: inTitle(worst.unit.name, emsOfName, speech),
    certificate: inTitle(called(worst.certificate, speech), emsOfName, speech),
    percent: percentWords(percentDown(worst.covered, worst.required), speech.locale),
    n: counted(missingIn(worst), speech.locale),
  })
}

/** Units × required certificates: the mass calm, what lies below the floor framed. */
export const coverageHeat: Chart<CoverageHeat> = {
  title: (data, speech) => {
    if (!worstOf(data)) return speech.say('dashboards.coverage.nothingRequired')
    if (cellsOf(data).every(({ covered }) => covered === 0))
      return speech.say('dashboards.coverage.nobodyYet', { n: counted(data.certificates.length, speech.locale) })
    return worstWords(data, speech)
  },
  waitsFor: (data, { say }) => (worstOf(data) ? null : say('dashboards.coverage.waits')),
  twin: (data, speech) => ({
    head: [speech.say('dashboards.head.unit'), ...data.certificates.map(certificate => called(certificate, speech)), speech.say('dashboards.head.total')],
    rows: [data.whole, ...data.units].map(row => twinRow(row, data, speech)),
  }),
  option: (data, context) => drawing(context, drawHeat(data, context)),
}

const twinRow = ({ unit, cells, total }: CoverageRow, { certificates }: CoverageHeat, speech: Speech) => [
  cell(unit.name, { of: 'missing', unitId: unit.id, templateId: null }),
  ...certificates.map(({ id }, index) => {
    const its = cells[index]
    return its ? cell(cellWords(its, speech), { of: 'missing', unitId: unit.id, templateId: id }) : cell(speech.say('dashboards.notRequired'))
  }),
  cell(total ? finePercentWords(percentOf(total.covered, total.required), speech.locale) : speech.say('dashboards.notRequired')),
]

const cellWords = (its: CoverageCell, { say, locale }: Speech) =>
  say('dashboards.coverage.cell', { percent: percentWords(percentDown(its.covered, its.required), locale), missing: count(missingIn(its), locale) })
