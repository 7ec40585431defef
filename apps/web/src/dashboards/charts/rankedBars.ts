import type { Opening } from '@wallet/shared/dashboards/opening'
import type { ChartOption, Context } from './chart.ts'
import { drawing } from './drawing.ts'
import { roomFor } from './ems.ts'
import { rowsIn } from './fitting.ts'
import { count } from './numbers.ts'
import { door, rect, text, type Shape } from './shapes.ts'

/** A name, how many, and a word on it. */
export interface RankedBar {
  readonly name: string
  readonly n: number
  readonly note: string
  readonly opens: Opening
}
const leastRow = 34
/** Where the longest bar would be shorter than this, the word on each stands in the table only. */
const shortest = 100

/** Bars from 0, the longest first and in the accent: it is what the title names. */
export const rankedBars = (bars: readonly RankedBar[], context: Context): ChartOption => {
  const { shown, rowHeight } = rowsIn(bars, context.height, leastRow * context.u)
  const columns = columnsOf(shown, context)
  return drawing(
    context,
    shown.flatMap((bar, index) => rowOf(bar, { ...columns, y: index * rowHeight, height: rowHeight, isFirst: index === 0 }, context)),
  )
}

interface Columns {
  readonly nameRoom: number
  readonly barEnd: number
  readonly numberEnd: number
  readonly numberRoom: number
  readonly noteRoom: number
  readonly max: number
}
interface Place extends Columns {
  readonly y: number
  readonly height: number
  readonly isFirst: boolean
}

const columnsOf = (bars: readonly RankedBar[], { u, width, locale }: Context): Columns => {
  const notes = bars.map(({ note }) => note)
  const numbers = bars.map(({ n }) => count(n, locale))
  const numberRoom = roomFor(numbers, 24) * u
  const names = bars.map(({ name }) => name)
  const nameRoom = Math.min(roomFor(names, 20) * u, 0.42 * width)
  const noteWidth = (roomFor(notes, 18) + 16) * u
  const hasNotes = width - nameRoom - numberRoom - 28 * u - noteWidth > shortest * u
  const [noteRoom, numberEnd] = hasNotes ? [noteWidth - 16 * u, width - noteWidth] : [0, width]
  return { nameRoom, barEnd: numberEnd - numberRoom - 14 * u, numberEnd, numberRoom, noteRoom, max: Math.max(1, ...bars.map(({ n }) => n)) }
}

const rowOf = ({ name, n, note, opens }: RankedBar, place: Place, context: Context): Shape[] => {
  const { tokens, u, width, locale } = context
  const { nameRoom, barEnd, numberEnd, numberRoom, noteRoom, max, y, height, isFirst } = place
  const [middle, start] = [y + height / 2, nameRoom + 14 * u]
  const length = (n / max) * Math.max(0, barEnd - start)
  return [
    text(context, [0, middle], name, { colour: tokens.text, room: nameRoom }),
    rect({ x: start, y: middle - 8 * u, width: length, height: 16 * u }, isFirst ? tokens.accent : tokens.mark, 2 * u),
    text(context, [numberEnd, middle], count(n, locale), { colour: tokens.text, size: 24, isBold: true, align: 'right', room: numberRoom }),
    ...(noteRoom > 0 ? [text(context, [width, middle], note, { colour: tokens.sub, size: 18, align: 'right', room: noteRoom })] : []),
    door({ x: 0, y, width, height }, opens),
  ]
}
