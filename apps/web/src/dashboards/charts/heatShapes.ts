import type { CoverageCell, CoverageHeat, CoverageRow } from '@wallet/shared/dashboards/coverage'
import { percentOf } from '@wallet/shared/percent'
import type { Context } from './chart.ts'
import { rampColour } from './chartTokens.ts'
import { emsOf, inTwoLines, roomFor } from './ems.ts'
import { rowsWithRest } from './fitting.ts'
import { called } from './named.ts'
import { counted, finePercentWords, percentDown, percentWords } from './numbers.ts'
import { door, fallen, frame, line, rect, text, type Box, type Shape } from './shapes.ts'

/** One line of names, or two where one is too narrow for any of them. */
const headHeights = [34, 54] as const
const leastRow = 26
const leastColumn = 74
const gap = 3

interface Grid {
  readonly headHeight: number
  /** Columns that have room, by their place among the certificates. */
  readonly columns: readonly number[]
  readonly left: number
  readonly columnWidth: number
  readonly rowHeight: number
  readonly totalRoom: number
}

/** The map in the pixels of its box. Rows and columns without room are told of, and stand in the table. */
export const drawHeat = (data: CoverageHeat, context: Context): Shape[] => {
  const { tokens, u, width, height } = context
  const columns = columnsOf(data, context)
  const headHeight = headHeightOf(data, columns, context)
  const { shown, rowHeight, left } = rowsWithRest([data.whole, ...data.units], height - headHeight, leastRow * u)
  const grid = { ...columns, headHeight, rowHeight }
  const wholeEnds = headHeight + rowHeight
  return [
    ...headOf(data, grid, context),
    ...shown.flatMap((row, index) => rowOf(row, { y: headHeight + index * rowHeight, isWhole: index === 0 }, data, grid, context)),
    ...(shown.length > 1 ? [line([0, wholeEnds], [width, wholeEnds], tokens.mark, Math.max(1, u))] : []),
    ...restOf({ rows: left, columns: data.certificates.length - grid.columns.length }, context),
  ]
}

type Columns = Pick<Grid, 'columns' | 'left' | 'columnWidth' | 'totalRoom'>

const columnsOf = ({ certificates, whole, units }: CoverageHeat, { u, width }: Context): Columns => {
  const names = [whole, ...units].map(({ unit }) => unit.name)
  const left = Math.min((roomFor(names, 20) + 16) * u, 0.28 * width)
  const totalRoom = 98 * u
  const columns = certificates.map((_, index) => index).slice(0, Math.max(1, Math.floor((width - left - totalRoom) / (leastColumn * u))))
  return { columns, left, columnWidth: (width - left - totalRoom) / Math.max(1, columns.length), totalRoom }
}

const emsIn = ({ columnWidth }: Columns, { u }: Context) => (columnWidth - gap * u) / (18 * u)
const headHeightOf = ({ certificates }: CoverageHeat, columns: Columns, context: Context) => {
  const isTall = columns.columns.some(index => certificates[index] && inTwoLines(called(certificates[index], context), emsIn(columns, context)))
  return headHeights[isTall ? 1 : 0] * context.u
}

const headOf = ({ certificates }: CoverageHeat, grid: Grid, context: Context): Shape[] => {
  const { tokens, u, width, say } = context
  const { columns, left, columnWidth, totalRoom, headHeight } = grid
  const y = headHeight / 2 - 2 * u
  const label = { colour: tokens.sub, size: 18 }
  return [
    ...columns.flatMap(index => {
      const certificate = certificates[index]
      const middle = left + (index + 0.5) * columnWidth
      if (!certificate) return []
      const name = called(certificate, context)
      const lines = inTwoLines(name, emsIn(grid, context)) ?? [name]
      const top = y - (lines.length - 1) * 10 * u
      return lines.map((words, at) => text(context, [middle, top + at * 20 * u], words, { ...label, align: 'center', room: columnWidth - u }))
    }),
    text(context, [width, y], say('dashboards.head.total'), { ...label, align: 'right', room: totalRoom - 6 * u }),
  ]
}

interface Place {
  readonly y: number
  readonly isWhole: boolean
}

const rowOf = ({ unit, cells, total }: CoverageRow, { y, isWhole }: Place, { certificates, aims }: CoverageHeat, grid: Grid, context: Context): Shape[] => {
  const { tokens, u, width, locale, say } = context
  const middle = y + grid.rowHeight / 2
  const totalWords = total ? finePercentWords(percentOf(total.covered, total.required), locale) : say('dashboards.none')
  return [
    text(context, [0, middle], unit.name, { colour: tokens.text, isBold: isWhole, room: grid.left - 14 * u }),
    ...grid.columns.flatMap(index => {
      const box = { x: grid.left + index * grid.columnWidth, y, width: grid.columnWidth, height: grid.rowHeight }
      const its = cells[index]
      if (!its) return [notRequired(box, context)]
      return [...cellOf(its, box, aims.floor, context), door(box, { of: 'missing', unitId: unit.id, templateId: certificates[index]?.id ?? null })]
    }),
    text(context, [width, middle], totalWords, { colour: tokens.text, size: 22, isBold: true, align: 'right', room: grid.totalRoom - 6 * u }),
  ]
}

const notRequired = ({ x, y, width, height }: Box, context: Context) => {
  const { tokens, u, say } = context
  return text(context, [x + width / 2, y + height / 2], say('dashboards.notRequired'), { colour: tokens.sub, size: 18, align: 'center', room: width - gap * u })
}

const within = ({ x, y, width, height }: Box, by: number): Box => ({ x: x + by, y: y + by, width: width - 2 * by, height: height - 2 * by })

/** Where nobody holds one yet the cell stays empty: the frame says that it is required. */
const cellOf = (its: CoverageCell, box: Box, floor: number, context: Context): Shape[] => {
  const { tokens, u } = context
  const inner = within(box, (gap / 2) * u)
  if (its.covered === 0) return [frame(inner, tokens.mark, Math.max(1, u), 3 * u), ...numberOf(0, box, true, context)]
  const percent = percentDown(its.covered, its.required)
  const isLow = percent < floor
  return [
    rect(inner, rampColour(tokens, percent), 3 * u),
    ...(isLow ? [frame(inner, tokens.expiring, 2 * u, 3 * u)] : []),
    ...numberOf(percent, box, isLow, context),
  ]
}

const numberOf = (percent: number, { x, y, width, height }: Box, isLow: boolean, context: Context): Shape[] => {
  const { tokens, u, locale } = context
  const words = percentWords(percent, locale)
  const [middle, cx] = [y + height / 2, x + width / 2]
  const half = (emsOf(words) * 22 * u) / 2
  return [
    ...(isLow && percent > 0 ? [fallen([cx - half - 4 * u, middle], 6.5 * u, tokens.expiring)] : []),
    text(context, [isLow && percent > 0 ? cx + 9 * u : cx, middle], words, {
      colour: tokens.text,
      size: 22,
      isBold: true,
      align: 'center',
      room: width - gap * u,
    }),
  ]
}

const restOf = ({ rows, columns }: { readonly rows: number; readonly columns: number }, context: Context): Shape[] => {
  const { tokens, u, width, height, say, locale } = context
  if (rows === 0 && columns === 0) return []
  const words = [
    ...(rows > 0 ? [say('dashboards.moreUnits', { n: counted(rows, locale) })] : []),
    ...(columns > 0 ? [say('dashboards.moreCertificates', { n: counted(columns, locale) })] : []),
  ]
  // Where only columns are left out, their number stands in the corner of the head, which is free.
  const [x, y] = rows > 0 ? [0, height - (leastRow / 2) * u] : [0, 15 * u]
  return [text(context, [x, y], words.join('　'), { colour: tokens.sub, size: 18, room: rows > 0 ? width : 0.28 * width - 14 * u })]
}
