import type { CoverageMatrix, CoverageOfPerson, Holding } from '@wallet/shared/dashboards/coverage'
import type { Context } from './chart.ts'
import { emsOf, inTwoLines, roomFor } from './ems.ts'
import { rowsWithRest } from './fitting.ts'
import { called } from './named.ts'
import { counted } from './numbers.ts'
import { door, frame, line, polygon, rect, text, type Shape } from './shapes.ts'

/** Names of certificates on one line, or on two where one is too narrow for any of them. */
const headHeights = [62, 82] as const
const leastRow = 26
const leastColumn = 84
/** Of letters, in units. */
const largest = 20

interface Grid {
  readonly headHeight: number
  readonly columns: readonly number[]
  readonly left: number
  readonly right: number
  readonly columnWidth: number
  readonly rowHeight: number
  /** Of names, in units. */
  readonly size: number
}

/** The matrix in the pixels of its box. Rows and columns without room are told of, and stand in the table. */
export const drawMatrix = (data: CoverageMatrix, context: Context): Shape[] => {
  const { u, height } = context
  const columns = columnsOf(data, context)
  const headHeight = headHeightOf(data, columns, context)
  const { shown, rowHeight: high, left } = rowsWithRest(data.people, height - headHeight, leastRow * u)
  const rowHeight = Math.min(high, 44 * u)
  const grid = { ...columns, headHeight, rowHeight, size: Math.min(largest, (rowHeight / u) * 0.7) }
  return [
    ...grid.columns.flatMap(index => columnHead(data, index, grid, context)),
    ...shown.flatMap((person, index) => rowOf(person, index, grid, context)),
    ...restOf(left + data.total - data.people.length, data.certificates.length - grid.columns.length, context),
  ]
}

type Columns = Pick<Grid, 'columns' | 'left' | 'right' | 'columnWidth'>

const columnsOf = ({ certificates, people }: CoverageMatrix, context: Context): Columns => {
  const { u, width } = context
  const widest = (words: readonly string[]) => roomFor(words, largest) * u
  const left = Math.min(widest(people.map(({ fullName }) => fullName)) + 28 * u, 0.26 * width)
  const right = widest(people.map(person => gapWords(gapsOf(person), context))) + 24 * u
  const columns = certificates.map((_, index) => index).slice(0, Math.max(1, Math.floor((width - left - right) / (leastColumn * u))))
  return { columns, left, right, columnWidth: (width - left - right) / Math.max(1, columns.length) }
}

const emsIn = ({ columnWidth }: Columns, { u }: Context) => (columnWidth - 6 * u) / (largest * u)
const headHeightOf = ({ certificates }: CoverageMatrix, columns: Columns, context: Context) => {
  const isTall = columns.columns.some(index => certificates[index] && inTwoLines(called(certificates[index], context), emsIn(columns, context)))
  return headHeights[isTall ? 1 : 0] * context.u
}

const gapsOf = ({ holdings }: CoverageOfPerson) => holdings.filter(holding => holding?.state === 'missing').length

const missing = (people: readonly CoverageOfPerson[], index: number) => people.filter(({ holdings }) => holdings[index]?.state === 'missing').length
const gapWords = (n: number, { say, locale }: Context) => (n === 0 ? say('dashboards.matrix.complete') : say('dashboards.missing', { n: counted(n, locale) }))

const columnHead = ({ certificates, people }: CoverageMatrix, index: number, grid: Grid, context: Context): Shape[] => {
  const { tokens, u } = context
  const { left, columnWidth, headHeight } = grid
  const certificate = certificates[index]
  if (!certificate) return []
  const [x, room, gaps] = [left + (index + 0.5) * columnWidth, columnWidth - 6 * u, missing(people, index)]
  const name = called(certificate, context)
  const lines = inTwoLines(name, emsIn(grid, context)) ?? [name]
  const first = headHeight - 47 * u - (lines.length - 1) * 21 * u
  return [
    ...lines.map((words, at) => text(context, [x, first + at * 21 * u], words, { colour: tokens.text, align: 'center', room })),
    text(context, [x, headHeight - 20 * u], gapWords(gaps, context), {
      colour: gaps > 0 ? tokens.text : tokens.sub,
      size: 18,
      isBold: gaps > 0,
      align: 'center',
      room,
    }),
  ]
}

const rowOf = (person: CoverageOfPerson, index: number, grid: Grid, context: Context): Shape[] => {
  const { tokens, u, width } = context
  const { headHeight, left, right, rowHeight, size, columns, columnWidth } = grid
  const y = headHeight + index * rowHeight
  const gaps = gapsOf(person)
  const lettering = { colour: gaps > 0 ? tokens.text : tokens.sub, size, isBold: gaps > 0 }
  return [
    ...(index % 2 === 0 ? [rect({ x: 0, y, width, height: rowHeight }, tokens.stripe)] : []),
    text(context, [8 * u, y + rowHeight / 2], person.fullName, { ...lettering, colour: tokens.text, room: left - 16 * u }),
    ...columns.flatMap(column => holdingAt(person.holdings[column] ?? null, { x: left + (column + 0.5) * columnWidth, y, grid }, context)),
    text(context, [width - 8 * u, y + rowHeight / 2], gapWords(gaps, context), { ...lettering, align: 'right', room: right - 12 * u }),
    door({ x: 0, y, width, height: rowHeight }, { of: 'person', employeeNo: person.employeeNo }),
  ]
}

interface Place {
  /** The middle across, and the upper edge. */
  readonly x: number
  readonly y: number
  readonly grid: Grid
}

const holdingAt = (holding: Holding | null, place: Place, context: Context): Shape[] => {
  const { tokens, say } = context
  const { x, y, grid } = place
  if (!holding)
    return [
      text(context, [x, y + grid.rowHeight / 2], say('dashboards.none'), { colour: tokens.sub, size: grid.size, align: 'center', room: grid.columnWidth }),
    ]
  if (holding.state === 'covered') return [covered(place, context)]
  return holding.state === 'expiring' ? expiring(holding.daysLeft, place, context) : gap(place, context)
}

const markSize = ({ rowHeight }: Grid, { u }: Context) => Math.min(20 * u, rowHeight * 0.62)
const blockOf = ({ x, y, grid }: Place, { u }: Context) => ({
  x: x - grid.columnWidth * 0.42,
  y: y + 2 * u,
  width: grid.columnWidth * 0.84,
  height: grid.rowHeight - 4 * u,
})

const covered = ({ x, y, grid }: Place, context: Context): Shape => {
  const side = markSize(grid, context)
  return rect({ x: x - side / 2, y: y + (grid.rowHeight - side) / 2, width: side, height: side }, context.tokens.covered, 3 * context.u)
}

/** A sign and a word beside each other, in the middle of a block. */
const signAndWords = (words: string, place: Place, context: Context) => {
  const { u } = context
  const { x, y, grid } = place
  const [side, wide] = [markSize(grid, context) * 0.85, emsOf(words) * grid.size * u]
  const start = x - Math.min(side + 6 * u + wide, grid.columnWidth * 0.8) / 2
  const middle = y + grid.rowHeight / 2
  const at = start + side + 6 * u
  return { side, start, middle, words: { at, room: x + grid.columnWidth * 0.42 - at } }
}

const expiring = (daysLeft: number, place: Place, context: Context): Shape[] => {
  const { tokens, u, say, locale } = context
  const said = say('dashboards.matrix.days', { n: counted(daysLeft, locale) })
  const { side, start, middle, words } = signAndWords(said, place, context)
  return [
    frame(blockOf(place, context), tokens.expiring, 2 * u, 3 * u),
    polygon(
      [
        [start, middle + side * 0.42],
        [start + side, middle + side * 0.42],
        [start + side / 2, middle - side * 0.48],
      ],
      tokens.expiring,
    ),
    text(context, [words.at, middle], said, { colour: tokens.expiring, size: place.grid.size, isBold: true, room: words.room }),
  ]
}

const gap = (place: Place, context: Context): Shape[] => {
  const { tokens, u, say } = context
  const said = say('dashboards.matrix.gap')
  const { side, start, middle, words } = signAndWords(said, place, context)
  const [top, bottom, end] = [middle - side * 0.36, middle + side * 0.36, start + side * 0.72]
  return [
    rect(blockOf(place, context), tokens.text, 3 * u),
    line([start, top], [end, bottom], tokens.surface, 2.5 * u),
    line([start, bottom], [end, top], tokens.surface, 2.5 * u),
    text(context, [words.at, middle], said, { colour: tokens.surface, size: place.grid.size, isBold: true, room: words.room }),
  ]
}

const restOf = (people: number, certificates: number, context: Context): Shape[] => {
  const { tokens, u, width, height, say, locale } = context
  const said = [
    ...(people > 0 ? [say('dashboards.morePeople', { n: counted(people, locale) })] : []),
    ...(certificates > 0 ? [say('dashboards.moreCertificates', { n: counted(certificates, locale) })] : []),
  ]
  if (said.length === 0) return []
  const [x, y, room] = people > 0 ? [8 * u, height - (leastRow / 2) * u, width - 16 * u] : [8 * u, 15 * u, 0.26 * width - 16 * u]
  return [text(context, [x, y], said.join('　'), { colour: tokens.sub, size: 18, room })]
}
