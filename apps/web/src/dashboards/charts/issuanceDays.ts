import type { IssuanceDays, IssuedDay } from '@wallet/shared/dashboards/trend'
import { baseline, nameLabel } from './axes.ts'
import { cell, type Chart, type Context } from './chart.ts'
import { plain, tooltip } from './drawing.ts'
import { roomFor } from './ems.ts'
import { count, counted, dayOnAxis } from './numbers.ts'

const isEmpty = ({ days }: IssuanceDays) => days.every(({ issued }) => issued === 0)
const todayOf = ({ days }: IssuanceDays) => days.at(-1)?.issued ?? 0

/** The mean of the workdays before today, rounded; 0 where there is none. */
const usual = ({ days }: IssuanceDays): number => {
  const workdays = days.slice(0, -1).filter(({ isWorkday }) => isWorkday)
  return workdays.length === 0 ? 0 : Math.round(workdays.reduce((sum, { issued }) => sum + issued, 0) / workdays.length)
}

/** Certificates day by day; today against a usual workday. */
export const issuanceDays: Chart<IssuanceDays> = {
  title: (data, { say, locale }) =>
    isEmpty(data) ? say('dashboards.days.none') : say('dashboards.days.title', { n: count(todayOf(data), locale), usual: count(usual(data), locale) }),
  waitsFor: (data, { say }) => (isEmpty(data) ? say('dashboards.days.waits') : null),
  twin: ({ days }, { say, locale }) => ({
    head: [say('dashboards.head.day'), say('dashboards.head.certificates')],
    rows: days.map(({ day, issued }) => [cell(day), cell(count(issued, locale))]).reverse(),
  }),
  option: (data, context) => {
    const { u } = context
    const right = (roomFor([count(todayOf(data), context.locale)], 26) + roomFor([context.say('dashboards.today')], 20) + 16) * u
    return {
      ...plain(context),
      ...tooltip(context, index => dayWords(data.days[index], context)),
      grid: { left: 0, right, top: 14 * u, bottom: 30 * u, outerBoundsMode: 'none' },
      xAxis: dayAxis(data, context),
      yAxis: { type: 'value', show: false, min: 0, max: Math.max(4, ...data.days.map(({ issued }) => issued)) },
      series: [bars(data, context), usualLine(data, context)],
    }
  },
}

const dayWords = (shown: IssuedDay | undefined, { say, locale }: Context) =>
  shown ? say('dashboards.days.told', { day: dayOnAxis(shown.day, locale), n: counted(shown.issued, locale) }) : ''

const dayAxis = ({ days }: IssuanceDays, context: Context) => ({
  type: 'category' as const,
  data: days.map(({ day }) => day),
  ...baseline(context),
  axisLabel: {
    ...nameLabel(context),
    align: 'left' as const,
    formatter: (day: string, index: number) => (index === 0 || index === Math.floor(days.length / 2) ? dayOnAxis(day, context.locale) : ''),
  },
})

const bars = ({ days }: IssuanceDays, context: Context) => {
  const { tokens } = context
  const last = days.length - 1
  const colourOf = (isWorkday: boolean) => (isWorkday ? tokens.mark : tokens.quiet)
  return {
    type: 'bar' as const,
    barWidth: '72%',
    silent: true,
    emphasis: { disabled: true },
    data: days.map(({ issued, isWorkday }, index) => ({
      value: issued,
      itemStyle: { color: index === last ? tokens.accent : colourOf(isWorkday) },
      label: index === last ? todayLabel(issued, context) : { show: false },
    })),
  }
}

const todayLabel = (issued: number, { tokens, u, say, locale }: Context) => ({
  show: true,
  position: 'right' as const,
  distance: 8 * u,
  formatter: `{n|${count(issued, locale)}} ${say('dashboards.today')}`,
  color: tokens.accent,
  fontSize: 20 * u,
  rich: { n: { fontSize: 26 * u, fontWeight: 700 as const, color: tokens.accent } },
})

const usualLine = (data: IssuanceDays, { tokens, u }: Context) => ({
  type: 'line' as const,
  silent: true,
  symbol: 'none',
  tooltip: { show: false },
  lineStyle: { color: tokens.sub, type: 'dashed' as const, width: Math.max(1, u) },
  data: data.days.map(() => usual(data)),
})
