import type { CoverageMonth, CoverageTrend } from '@wallet/shared/dashboards/trend'
import { baseline, hasRoom, nameLabel, values } from './axes.ts'
import { cell, type Chart, type Context, type Speech } from './chart.ts'
import { plain, tooltip } from './drawing.ts'
import { roomFor } from './ems.ts'
import { decimal, finePercentWords, monthName, monthOnAxis, percentWords, pointsBetween } from './numbers.ts'

type Line = 'unit' | 'enterprise'
/** Less than this many points apart is level. */
const level = 0.5
const percents = ({ months }: CoverageTrend) => months.flatMap(({ unit, enterprise }) => [unit, enterprise]).filter(value => value !== null)
const isEmpty = (data: CoverageTrend) => data.months.every(({ unit }) => unit === null)

const compared = ({ unit, enterprise }: CoverageMonth, { say, locale }: Speech) => {
  if (unit === null) return say('dashboards.trend.nothingNow')
  const percent = finePercentWords(unit, locale)
  if (enterprise === null) return say('dashboards.trend.plain', { percent })
  const points = pointsBetween(unit, enterprise)
  if (Math.abs(points) < level) return say('dashboards.trend.level', { percent })
  return say(points > 0 ? 'dashboards.trend.above' : 'dashboards.trend.below', { percent, points: decimal(Math.abs(points), locale) })
}

/** A team's coverage beside that of the enterprise, month by month. */
export const coverageTrend: Chart<CoverageTrend> = {
  title: (data, speech) => {
    const now = data.months.at(-1)
    return isEmpty(data) || !now ? speech.say('dashboards.trend.none') : compared(now, speech)
  },
  waitsFor: (data, { say }) => (isEmpty(data) ? say('dashboards.trend.waits') : null),
  twin: ({ months }, speech) => ({
    head: [speech.say('dashboards.head.month'), nameOf('unit', speech), nameOf('enterprise', speech)],
    rows: months.map(({ month, unit, enterprise }) => [cell(month), ...[unit, enterprise].map(value => cell(percentOrNone(value, speech)))]).reverse(),
  }),
  option: (data, context) => {
    const { u } = context
    const { start, step } = scaleFrom(Math.min(...percents(data)))
    const right = besideEnd(context)
    return {
      ...plain(context),
      ...tooltip(context, index => monthWords(data.months[index], context)),
      grid: { left: 58 * u, right, top: 16 * u, bottom: 32 * u, outerBoundsMode: 'none' },
      xAxis: monthAxis(data, (context.width - 58 * u - right) / data.months.length, context),
      yAxis: {
        ...values(context),
        min: start,
        max: 100,
        interval: step,
        axisLabel: { ...values(context).axisLabel, formatter: (n: number) => percentWords(n, context.locale) },
      },
      series: [lineOf('enterprise', data, context), lineOf('unit', data, context)],
    }
  },
}

/** Positions may start elsewhere than at 0; where is printed. Four steps to 100. */
const scaleFrom = (least: number) => [5, 10, 25].map(step => ({ start: 100 - 4 * step, step })).find(({ start }) => start <= least) ?? { start: 0, step: 25 }
const nameOf = (which: Line, { say }: Speech) => say(which === 'unit' ? 'dashboards.trend.unit' : 'dashboards.trend.enterprise')
const percentOrNone = (value: number | null, { say, locale }: Speech) => (value === null ? say('dashboards.notRequired') : finePercentWords(value, locale))

const monthWords = (shown: CoverageMonth | undefined, context: Context) =>
  shown
    ? [
        monthName(shown.month, context.locale),
        ...(['unit', 'enterprise'] as const).map(which => `${nameOf(which, context)}　${percentOrNone(shown[which], context)}`),
      ].join('\n')
    : ''

const besideEnd = (context: Context) => {
  const names = (['unit', 'enterprise'] as const).map(which => nameOf(which, context))
  return (roomFor(names, 20) + roomFor(['100.0%'], 24) + 16) * context.u
}

const monthAxis = ({ months }: CoverageTrend, slot: number, context: Context) => {
  const last = months.length - 1
  const names = months.map(({ month }, index) => (index === last ? monthName(month, context.locale) : monthOnAxis(month, context.locale)))
  const shown = hasRoom(names, slot, context)
  const named = (_: string, index: number) => (shown(index) ? (names[index] ?? '') : '')
  return {
    type: 'category' as const,
    boundaryGap: false,
    data: months.map(({ month }) => month),
    ...baseline(context),
    axisLabel: { ...nameLabel(context), formatter: named },
  }
}

const lineOf = (which: Line, { months }: CoverageTrend, context: Context) => {
  const { tokens, u } = context
  const [colour, width] = which === 'unit' ? [tokens.accent, 4] : [tokens.sub, 2.5]
  const last = months.length - 1
  const now = percentOrNone(months[last]?.[which] ?? null, context)
  return {
    type: 'line' as const,
    silent: true,
    symbol: 'circle',
    showAllSymbol: true,
    data: months.map((month, index) => ({ value: month[which] ?? '-', symbolSize: index === last ? 10 * u : 0 })),
    lineStyle: { color: colour, width: width * u },
    itemStyle: { color: colour },
    endLabel: {
      show: true,
      distance: 10 * u,
      formatter: `${nameOf(which, context)} {n|${now}}`,
      color: colour,
      fontSize: 20 * u,
      lineHeight: 32 * u,
      rich: { n: { fontWeight: 700 as const, fontSize: 24 * u, color: colour } },
    },
    labelLayout: { moveOverlap: 'shiftY' as const },
  }
}
