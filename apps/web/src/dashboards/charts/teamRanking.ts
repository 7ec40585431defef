import type { RankedPerson, TeamRanking } from '@wallet/shared/dashboards/ranking'
import { cell, type Chart, type Context } from './chart.ts'
import { drawing } from './drawing.ts'
import { roomFor } from './ems.ts'
import { rowsIn } from './fitting.ts'
import { titleAbout } from './named.ts'
import { count, counted } from './numbers.ts'
import { line, rect, text, type Shape } from './shapes.ts'

const leastRow = 34

/** People of a team by points of this month; the dashed line is the middle one. */
export const teamRanking: Chart<TeamRanking> = {
  title: ({ people, median }, speech) => {
    const { say, locale } = speech
    const [first, second] = people
    if (!first || median === null) return say('dashboards.points.none')
    const fill = { n: counted(first.points, locale), median: medianWords(median, locale) }
    return titleAbout(first.fullName, speech, name => say(keyFor(second), { ...fill, name }))
  },
  waitsFor: ({ people }, { say }) => (people.length === 0 ? say('dashboards.points.waits') : null),
  twin: ({ people }, { say, locale }) => ({
    head: [say('dashboards.head.rank'), say('dashboards.head.name'), say('dashboards.head.points')],
    rows: people.map(({ rank, fullName, points }) => [cell(String(rank)), cell(fullName), cell(count(points, locale))]),
  }),
  option: ({ people, median }, context) => {
    const { tokens, u, height } = context
    const { shown, rowHeight } = rowsIn(people, height, leastRow * u)
    const scale = scaleOf(shown, context)
    const rows = shown.flatMap((person, index) => rowOf(person, (index + 0.5) * rowHeight, scale, context))
    const middle = scale.at(median ?? 0)
    return drawing(context, [...rows, line([middle, 0], [middle, height], tokens.text, 1.5 * u, [4 * u, 4 * u])])
  },
}

const keyFor = (second: RankedPerson | undefined) => {
  if (!second) return 'dashboards.points.alone'
  return second.rank === 1 ? 'dashboards.points.shared' : 'dashboards.points.leads'
}

const medianWords = (median: number, locale: Context['locale']) =>
  Number.isInteger(median) ? count(median, locale) : new Intl.NumberFormat(locale).format(median)

interface Scale {
  readonly left: number
  readonly numberRoom: number
  readonly at: (points: number) => number
}

const scaleOf = (people: readonly RankedPerson[], { u, width, locale }: Context): Scale => {
  const names = people.map(({ fullName }) => fullName)
  const left = Math.min((roomFor(names, 20) + 48) * u, 0.5 * width)
  const numbers = people.map(({ points }) => count(points, locale))
  const numberRoom = roomFor(numbers, 22) * u
  const max = Math.max(1, ...people.map(({ points }) => points))
  return { left, numberRoom, at: points => left + (points / max) * (width - left - numberRoom - 14 * u) }
}

const rowOf = ({ rank, fullName, points }: RankedPerson, y: number, { left, numberRoom, at }: Scale, context: Context): Shape[] => {
  const { tokens, u, width, locale } = context
  const isFirst = rank === 1
  return [
    text(context, [30 * u, y], String(rank), { colour: isFirst ? tokens.accent : tokens.sub, isBold: true, align: 'right', room: 30 * u }),
    text(context, [40 * u, y], fullName, { colour: tokens.text, room: left - 48 * u }),
    rect({ x: left, y: y - 6 * u, width: at(points) - left, height: 12 * u }, isFirst ? tokens.accent : tokens.mark, 2 * u),
    text(context, [width, y], count(points, locale), { colour: tokens.text, size: 22, isBold: true, align: 'right', room: numberRoom }),
  ]
}
