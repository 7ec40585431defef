import { describe, expect, it } from 'vitest'
import type { ChartOption, Context, Twin } from './chart.ts'
import { badgeBars } from './badgeBars.ts'
import { coverageBars } from './coverageBars.ts'
import { coverageHeat } from './coverageHeat.ts'
import { coverageMatrix } from './coverageMatrix.ts'
import { coverageTrend } from './coverageTrend.ts'
import { departmentRanking } from './departmentRanking.ts'
import { emsOf } from './ems.ts'
import { examScores } from './examScores.ts'
import { drawHeat } from './heatShapes.ts'
import { issuanceDays } from './issuanceDays.ts'
import { issuanceMonths } from './issuanceMonths.ts'
import { lampsIn } from './lampLayout.ts'
import { fieldIn } from './lampShapes.ts'
import { lampsOf } from './lampUnits.ts'
import { drawMatrix } from './matrixShapes.ts'
import { lampWords, peopleField } from './peopleField.ts'
import * as samples from './samples.ts'
import type { Shape, TextShape } from './shapes.ts'
import { contextOf, inChinese, inEnglish } from './speeches.ts'
import { teamRanking } from './teamRanking.ts'

/** What a chart that is drawn by itself consists of. */
const shapesOf = (option: ChartOption): Shape[] => {
  const [series] = [option.series].flat()
  const drawn = series?.type === 'custom' && series.renderItem ? (series.renderItem as unknown as () => { children: Shape[] })() : { children: [] }
  return drawn.children
}
const isText = (shape: Shape): shape is TextShape => shape.type === 'text'
const wordsIn = (shapes: readonly Shape[]) => shapes.filter(isText).map(({ style }) => style.text)
/** The rectangles that are seen, from left to right and from above. */
const rectsIn = (shapes: readonly Shape[]) => shapes.flatMap(shape => (shape.type === 'rect' && shape.silent ? [shape.shape] : []))
/** Where a text may reach, from left to right. */
const reach = ({ x, style: { align, width } }: TextShape) => {
  const start = align === 'left' ? x : align === 'right' ? x - width : x - width / 2
  return [start, start + width] as const
}
const slab = contextOf(inChinese, { width: 884, height: 250 })

describe('bars', () => {
  it('start at 0', () => {
    for (const option of [issuanceMonths.option(samples.months.company, slab), issuanceDays.option(samples.days.company, slab)]) {
      const [axis] = [option.yAxis].flat()
      expect([undefined, 0]).toContain(axis && 'min' in axis ? axis.min : undefined)
      expect(axis && 'scale' in axis ? axis.scale : undefined).toBeUndefined()
    }
  })
  it('are as long as what they say: half as many, half as long', () => {
    const of = (n: number) => ({ category: 'exam' as const, badges: n, people: 1 })
    const bars = rectsIn(shapesOf(badgeBars.option({ categories: [of(1000), of(500), of(0)] }, slab)))
    const [long = 0, half = 0, none = 1] = bars.map(({ width }) => width)
    expect([half / long, none]).toEqual([0.5, 0])
  })
  it('of people end where their points are, and the middle is marked', () => {
    const shapes = shapesOf(teamRanking.option({ ...samples.ranking.company, median: 250 }, contextOf(inChinese, { width: 360, height: 400 })))
    const [bar] = rectsIn(shapes)
    const middle = shapes.at(-1)
    expect(middle?.type === 'line' ? middle.shape.x1 : 0).toBeCloseTo((bar?.x ?? 0) + (bar?.width ?? 0) / 2)
  })
})

it('bars stay long enough to be compared where room is scarce: the word on each gives way', () => {
  const narrow = contextOf(inEnglish, { u: 0.7, width: 256, height: 180 })
  const shapes = shapesOf(badgeBars.option(samples.badges.company, narrow))
  expect(wordsIn(shapes)).not.toContain('742 people')
  expect(badgeBars.twin(samples.badges.company, inEnglish).rows[0]?.map(({ words }) => words)).toContain('742')
})

it('tells months and days in a table from the newest on', () => {
  const first = ({ rows }: Twin) => rows[0]?.[0]?.words
  expect(first(issuanceMonths.twin(samples.months.company, inChinese))).toBe(samples.months.company.months.at(-1)?.month)
  expect(first(issuanceDays.twin(samples.days.company, inChinese))).toBe(samples.days.company.days.at(-1)?.day)
  expect(first(coverageTrend.twin(samples.trend.company, inChinese))).toBe(samples.trend.company.months.at(-1)?.month)
})

describe('names', () => {
  const charts = (context: Context) => [
    shapesOf(peopleField.option(samples.field.longNames, context)),
    shapesOf(coverageHeat.option(samples.heat.longNames, context)),
    shapesOf(coverageBars.option(samples.heat.longNames, context)),
    shapesOf(coverageMatrix.option(samples.matrix.longNames, context)),
    shapesOf(departmentRanking.option(samples.learning.longNames, context)),
    shapesOf(examScores.option(samples.exams.longNames, context)),
    shapesOf(teamRanking.option(samples.ranking.longNames, context)),
  ]
  it.each([
    [1, 884, 400],
    [2, 1768, 800],
    [0.7, 618, 280],
  ])('that are too long end in an ellipsis, within the box, at unit %d', (u, width, height) => {
    for (const speech of [inChinese, inEnglish])
      for (const shapes of charts(contextOf(speech, { u, width, height })))
        for (const text of shapes.filter(isText)) {
          expect(text.style).toMatchObject({ overflow: 'truncate', ellipsis: '…' })
          const [start, end] = reach(text)
          expect(start).toBeGreaterThanOrEqual(-1)
          expect(end).toBeLessThanOrEqual(width + 1)
        }
  })
  it('are never smaller than 18 units', () => {
    for (const shapes of charts(slab))
      for (const { style } of shapes.filter(isText)) expect(Number(/ ([\d.]+)px/.exec(style.font)?.[1])).toBeGreaterThanOrEqual(18)
  })
})

describe('the lamp field', () => {
  const field = fieldIn(samples.field.company, slab)
  const lamps = field.stands.flatMap(({ blocks }) => blocks.flatMap(block => lampsIn(block, field)))

  it('has one lamp for each colleague, lit, amber or dark', () => {
    expect([field.perLamp, lamps.length]).toEqual([1, 1180])
    const of = (state: string) => lamps.filter(lamp => lamp.state === state).length
    expect([of('covered'), of('expiring'), of('missing')]).toEqual([787, 103, 290])
    expect(lampWords(samples.field.company, slab)).toBe('一盏灯是一位同事')
  })
  it('lets no lamp stand on another, or outside of its box', () => {
    expect(new Set(lamps.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`)).size).toBe(1180)
    for (const { x, y } of lamps) {
      expect(x).toBeGreaterThan(0)
      expect(x).toBeLessThan(884)
      expect(y).toBeGreaterThan(30)
      expect(y).toBeLessThan(field.floor)
    }
  })
  it('says which team misses most', () => expect(wordsIn(shapesOf(peopleField.option(samples.field.company, slab)))).toContain('总装车间缺 51 人，最多'))
  it('changes one lamp when one certificate lands', () => {
    const [first, ...others] = samples.field.company.departments
    const teams = first?.teams.map((team, i) => (i === 0 ? { ...team, covered: team.covered + 1, missing: team.missing - 1 } : team)) ?? []
    const after = fieldIn({ ...samples.field.company, departments: first ? [{ ...first, teams }, ...others] : [] }, slab)
    const moved = after.stands
      .flatMap(({ blocks }) => blocks.flatMap(block => lampsIn(block, after)))
      .filter((lamp, i) => lamp.x !== lamps[i]?.x || lamp.y !== lamps[i]?.y)
    expect(moved).toEqual([])
  })
  it('has lamps for several colleagues each in the largest organisations, and loses no gap', () => {
    const huge = fieldIn(samples.hugeField, slab)
    expect(huge.perLamp).toBeGreaterThan(1)
    expect(huge.stands.flatMap(({ blocks }) => blocks).length).toBeLessThanOrEqual(60)
    expect(lampWords(samples.hugeField, contextOf(inEnglish, { width: 884, height: 250 }))).toMatch(/^One light, \d+ colleagues$/)
    expect(lampsOf({ unit: { id: 1, name: '' }, covered: 995, expiring: 4, missing: 1 }, 100)).toEqual({ covered: 8, expiring: 1, missing: 1 })
    expect(lampsOf({ unit: { id: 1, name: '' }, covered: 1, expiring: 1, missing: 1 }, 100)).toEqual({ covered: 0, expiring: 0, missing: 1 })
  })
})

describe('the map of coverage', () => {
  const shapes = drawHeat(samples.heat.company, slab)
  it('frames what lies below the floor, and nothing else', () => {
    const frames = shapes.filter(({ style }) => 'stroke' in style && style.stroke === slab.tokens.expiring)
    // Two of the whole, one of production, one of sales.
    expect(frames).toHaveLength(4)
  })
  it('opens the people of each cell', () => {
    const doors = shapes.flatMap(shape => ('info' in shape && shape.info ? [shape.info] : []))
    expect(doors).toContainEqual({ of: 'missing', unitId: 30, templateId: 8 })
    expect(doors).toHaveLength(8 + 7 + 8 + 6 + 5)
  })
  it('tells what has no room, and keeps all of it in the table', () => {
    expect(wordsIn(drawHeat(samples.hugeHeat, slab)).at(-1)).toMatch(/^另有 \d+ 个部门　另有 \d+ 种证书$/)
    expect(coverageHeat.twin(samples.hugeHeat, inChinese).rows).toHaveLength(61)
  })
})

describe('the matrix of a team', () => {
  const context = contextOf(inChinese, { width: 1010, height: 640 })
  it('says missing with a sign and a word, and how long until something ends', () => {
    const words = wordsIn(drawMatrix(samples.matrix.company, context))
    expect(words.filter(word => word === '缺')).toHaveLength(9)
    expect(words).toEqual(expect.arrayContaining(['9 天', '7 天', '缺 4', '齐', '—']))
  })
  it('tells how many people and certificates have no room', () => {
    expect(wordsIn(drawMatrix(samples.hugeMatrix, context)).at(-1)).toMatch(/^另有 \d+ 人　另有 \d+ 种证书$/)
  })
})

describe('exams', () => {
  it('show scores from where the lowest lies, and never cut one off', () => {
    const shapes = shapesOf(examScores.option(samples.exams.one, slab))
    expect(wordsIn(shapes)).toContain('0')
    expect(wordsIn(shapesOf(examScores.option(samples.exams.company, slab)))).not.toContain('20')
  })
})

it('a hundred percent, the widest of them, has its room beside exams and certificates', () => {
  const exams = samples.exams.company.exams.map(exam => ({ ...exam, passed: exam.attempts }))
  const { whole } = samples.heat.company
  const full = { ...samples.heat.company, whole: { ...whole, cells: whole.cells.map(its => its && { ...its, covered: its.required }) } }
  const narrow = contextOf(inChinese, { u: 0.7, width: 266 })
  const hundreds = [...shapesOf(examScores.option({ exams }, narrow)), ...shapesOf(coverageBars.option(full, narrow))]
    .filter(isText)
    .filter(({ style: { text, align } }) => text === '100%' && align === 'right')
  expect(hundreds.length).toBeGreaterThan(6)
  for (const { style } of hundreds) expect(style.width).toBeGreaterThanOrEqual(emsOf(style.text) * Number(/ ([\d.]+)px/.exec(style.font)?.[1]))
})
