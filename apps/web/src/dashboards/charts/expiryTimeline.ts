import type { ExpiryRadar, ExpirySpan, ExpiryWithin } from '@wallet/shared/dashboards/expiry'
import { cell, type Chart, type Context } from './chart.ts'
import { drawing } from './drawing.ts'
import { roomFor } from './ems.ts'
import { count, counted } from './numbers.ts'
import { door, frame, line, rect, text, type Shape } from './shapes.ts'

/** What ends within so many days is urgent. */
const urgentDays = 30
const isEmpty = ({ within }: ExpiryRadar) => within.every(({ certificates }) => certificates === 0)

/** What ends in the coming 90 days: filled where nobody has begun to renew it, hollow where somebody has. */
export const expiryTimeline: Chart<ExpiryRadar> = {
  title: (data, { say, locale }) => {
    const urgent = data.within.find(({ days }) => days === urgentDays)
    if (isEmpty(data)) return say('dashboards.expiry.none')
    if (!urgent || urgent.certificates === 0) return say('dashboards.expiry.noneSoon')
    return urgent.open === 0 ? say('dashboards.expiry.allRenewing') : say('dashboards.expiry.open', { n: counted(urgent.open, locale) })
  },
  waitsFor: (data, { say }) => (isEmpty(data) ? say('dashboards.expiry.waits') : null),
  twin: ({ within }, { say, locale }) => ({
    head: [say('dashboards.head.within'), say('dashboards.head.certificates'), say('dashboards.head.open')],
    rows: within.map(({ days, certificates, open }) => [
      cell(say('dashboards.expiry.within', { n: days }), { of: 'expiring', withinDays: days }),
      cell(count(certificates, locale)),
      cell(count(open, locale)),
    ]),
  }),
  option: (data, context) => drawing(context, [...figuresOf(data, context), ...barsOf(data, context), ...footOf(context)]),
}

const headHeight = 74
const footHeight = 28

const figuresOf = ({ within }: ExpiryRadar, context: Context): Shape[] => {
  const third = context.width / within.length
  return within.flatMap((figure, index) => figureOf(figure, { x: index * third, width: third, isFirst: index === 0 }, context))
}

interface Place {
  readonly x: number
  readonly width: number
  readonly isFirst: boolean
}

const figureOf = ({ days, certificates }: ExpiryWithin, { x, width, isFirst }: Place, context: Context): Shape[] => {
  const { tokens, u, height, say, locale } = context
  const [start, isUrgent] = [isFirst ? x : x + 12 * u, days <= urgentDays]
  const room = x + width - start - 8 * u
  return [
    text(context, [start, 16 * u], say('dashboards.expiry.within', { n: days }), { colour: isUrgent ? tokens.expiring : tokens.sub, room }),
    text(context, [start, 50 * u], count(certificates, locale), { colour: isUrgent ? tokens.expiring : tokens.text, size: 38, isBold: true, room }),
    ...(isFirst ? [] : [line([x, 6 * u], [x, height - footHeight * u], tokens.line, Math.max(1, u))]),
    door({ x, y: 0, width, height: height - footHeight * u }, { of: 'expiring', withinDays: days }),
  ]
}

const barsOf = ({ spans, within }: ExpiryRadar, context: Context): Shape[] => {
  const { tokens, u, width, height } = context
  const [floor, tall] = [height - footHeight * u, height - (headHeight + footHeight) * u]
  const max = Math.max(1, ...spans.map(({ open, renewing }) => open + renewing))
  const spansOfEach = spans.length / within.length
  const barWidth = width / spans.length
  const bars = spans.flatMap((span, index) => {
    const inset = index > 0 && index % spansOfEach === 0 ? 4 * u : 2 * u
    return barOf(span, { x: index * barWidth + inset, width: barWidth - 5 * u, floor, of: n => (n / max) * tall }, context)
  })
  return [...bars, line([0, floor + u], [width, floor + u], tokens.mark, Math.max(1, u))]
}

interface BarPlace {
  readonly x: number
  readonly width: number
  readonly floor: number
  /** How tall a number of certificates is. */
  readonly of: (n: number) => number
}

const barOf = ({ fromDay, open, renewing }: ExpirySpan, { x, width, floor, of }: BarPlace, { tokens, u }: Context): Shape[] => {
  const colour = fromDay < urgentDays ? tokens.expiring : tokens.mark
  return [
    ...(open > 0 ? [rect({ x, y: floor - of(open), width, height: of(open) }, colour)] : []),
    ...(renewing > 0 ? [frame({ x, y: floor - of(open + renewing), width, height: of(renewing) - (open > 0 ? 2 * u : 0) }, colour, 1.5 * u)] : []),
  ]
}

/** Where the days begin and end, and the key between them where it has room. */
const footOf = (context: Context): Shape[] => {
  const { tokens, u, width, height, say } = context
  const y = height - (footHeight / 2 - 1) * u
  const [from, to] = [say('dashboards.today'), say('dashboards.expiry.end')]
  const [open, renewing] = [say('dashboards.expiry.notRenewing'), say('dashboards.expiry.renewing')]
  const wide = (words: string) => roomFor([words], 18) * u
  const keyWidth = wide(open) + wide(renewing) + 76 * u
  const keyStart = (width - keyWidth) / 2
  const hasKey = keyStart > Math.max(wide(from), wide(to)) + 8 * u
  const [box, second] = [14 * u, keyStart + 54 * u + wide(open)]
  const label = { colour: tokens.sub, size: 18 }
  return [
    text(context, [0, y], from, { ...label, room: wide(from) }),
    text(context, [width, y], to, { ...label, align: 'right', room: wide(to) }),
    ...(hasKey
      ? [
          rect({ x: keyStart, y: y - 7 * u, width: box, height: box }, tokens.mark),
          text(context, [keyStart + 22 * u, y], open, { ...label, room: wide(open) }),
          frame({ x: second, y: y - 7 * u, width: box, height: box }, tokens.mark, 1.5 * u),
          text(context, [second + 22 * u, y], renewing, { ...label, room: wide(renewing) }),
        ]
      : []),
  ]
}
