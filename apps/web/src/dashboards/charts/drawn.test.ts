import { use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { describe, expect, it } from 'vitest'
import { activeSpark } from './activeSpark.ts'
import { badgeBars } from './badgeBars.ts'
import type { Chart, ChartOption, Context } from './chart.ts'
import { courseBars } from './courseBars.ts'
import { coverageBars } from './coverageBars.ts'
import { coverageHeat } from './coverageHeat.ts'
import { coverageMatrix } from './coverageMatrix.ts'
import { coverageTrend } from './coverageTrend.ts'
import { departmentRanking } from './departmentRanking.ts'
import { init } from './echarts.ts'
import { emsOf } from './ems.ts'
import { examScores } from './examScores.ts'
import { expiryTimeline } from './expiryTimeline.ts'
import { issuanceDays } from './issuanceDays.ts'
import { issuanceMonths } from './issuanceMonths.ts'
import { peopleField } from './peopleField.ts'
import * as samples from './samples.ts'
import { contextOf, inEnglish, speeches } from './speeches.ts'
import { teamRanking } from './teamRanking.ts'

use([SVGRenderer])

/** Full-width letters that fit on one line: of three columns of the wall, of its slab, of a team's wall. */
const [ofPanel, ofSlab, ofHeat, ofTrend, ofMatrix] = [19, 22, 38, 31, 34]

interface Size {
  readonly width: number
  readonly height: number
}
const panel = { width: 442, height: 240 }
const [wide, slab, phone] = [
  { width: 764, height: 250 },
  { width: 884, height: 260 },
  { width: 311, height: 220 },
]
const entry = <Data>(name: string, chart: Chart<Data>, data: Readonly<Record<samples.Occasion, Data>>, sizes: readonly Size[], room = ofPanel) => ({
  name,
  room,
  sizes,
  on: (occasion: samples.Occasion, context: Context) => ({
    title: chart.title(data[occasion], context),
    waitsFor: chart.waitsFor(data[occasion], context),
    twin: chart.twin(data[occasion], context),
    option: () => chart.option(data[occasion], context),
  }),
})
const charts = [
  entry('issuanceMonths', issuanceMonths, samples.months, [panel, wide, phone]),
  entry('issuanceDays', issuanceDays, samples.days, [panel]),
  entry('activeSpark', activeSpark, samples.active, [{ width: 124, height: 54 }]),
  entry('peopleField', peopleField, samples.field, [slab], ofSlab),
  entry('coverageHeat', coverageHeat, samples.heat, [slab, wide], ofHeat),
  entry('coverageBars', coverageBars, samples.heat, [phone]),
  entry('coverageMatrix', coverageMatrix, samples.matrix, [{ width: 1010, height: 640 }], ofMatrix),
  entry('coverageTrend', coverageTrend, samples.trend, [{ width: 750, height: 260 }], ofTrend),
  entry('expiryTimeline', expiryTimeline, samples.expiry, [panel, phone]),
  entry('examScores', examScores, samples.exams, [panel, wide]),
  entry('departmentRanking', departmentRanking, samples.learning, [panel, phone]),
  entry('teamRanking', teamRanking, samples.ranking, [{ width: 360, height: 420 }]),
  entry('badgeBars', badgeBars, samples.badges, [panel, phone]),
  entry('courseBars', courseBars, samples.courses, [panel, phone]),
]

/** A chart as it is drawn, without a browser. */
const drawn = (option: ChartOption, { width, height }: Size): string => {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height })
  chart.setOption(option)
  const svg = chart.renderToSVGString()
  chart.dispose()
  // What only clips is not seen.
  return svg.replaceAll(/<clipPath.*?<\/clipPath>/gs, '')
}
/** The same after another has been drawn in its place. */
const redrawn = (before: ChartOption, option: ChartOption, { width, height }: Size): string => {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height })
  for (const one of [before, option]) {
    chart.setOption(one, { notMerge: true })
    chart.renderToSVGString()
  }
  const svg = chart.renderToSVGString()
  chart.dispose()
  return svg
}
/** What is drawn, in any order: names of classes and clips are counted on from drawing to drawing. */
const elements = (svg: string) =>
  svg
    .replaceAll(/zr\d+-\w+-?\d*/g, 'zr')
    .replaceAll(/<clipPath.*?<\/clipPath>/gs, '')
    .split('\n')
    .sort()
const coloursIn = (svg: string) => [...svg.matchAll(/(?:fill|stroke|color)[=:]\s*"?([^";\s(]+(?:\([^)]*\))?)/g)].map(([, colour = '']) => colour.toLowerCase())
const allowed = (tokens: object): string[] =>
  Object.values(tokens).flatMap((value: unknown) => (typeof value === 'object' && value ? allowed(value) : [String(value)]))

const cases = charts.flatMap(chart =>
  samples.occasions.flatMap(occasion => speeches.map(speech => ({ chart, occasion, speech, name: chart.name, locale: speech.locale }))),
)

describe('every chart', () => {
  it.each(cases)('$name says with $occasion in $locale what it shows, in a sentence that fits its panel', ({ chart, occasion, speech }) => {
    const { title, waitsFor } = chart.on(occasion, contextOf(speech))
    expect(title).not.toMatch(/[{}]|undefined|NaN|Infinity|dashboards\./)
    expect(emsOf(title)).toBeLessThanOrEqual(chart.room)
    expect(waitsFor !== null).toBe(occasion === 'nothing')
  })

  it.each(cases)('$name has a table of the same facts, with $occasion in $locale', ({ chart, occasion, speech }) => {
    const { head, rows } = chart.on(occasion, contextOf(speech)).twin
    for (const row of rows) expect(row).toHaveLength(head.length)
    expect([...head, ...rows.flat().map(({ words }) => words)].join(' ')).not.toMatch(/[{}]|undefined|NaN|Infinity|dashboards\./)
  })

  it.each(cases.filter(({ occasion }) => occasion !== 'nothing'))(
    '$name is drawn with $occasion in $locale: within its box, in colours of the tokens only, in both themes and all sizes',
    ({ chart, occasion, speech }) => {
      for (const size of chart.sizes)
        for (const theme of ['dark', 'light'] as const)
          for (const u of [0.7, 1, 2]) {
            const box = { width: size.width * u, height: size.height * u }
            const context = contextOf(speech, { theme, u, ...box })
            const svg = drawn(chart.on(occasion, context).option(), box)
            expect(svg).not.toMatch(/NaN|undefined|Infinity/)
            const strange = coloursIn(svg).filter(colour => ![...allowed(context.tokens), 'none', 'transparent', 'rgba(0,0,0,0)'].includes(colour))
            expect(strange).toEqual([])
          }
    },
  )

  it.each(charts)('$name leaves nothing of what was drawn before', chart => {
    const [size = panel] = chart.sizes
    const option = (occasion: samples.Occasion) => chart.on(occasion, contextOf(inEnglish, size)).option()
    expect(elements(redrawn(option('one'), option('longNames'), size))).toEqual(elements(drawn(option('longNames'), size)))
    expect(elements(redrawn(option('company'), option('one'), size))).toEqual(elements(drawn(option('one'), size)))
  })
})
