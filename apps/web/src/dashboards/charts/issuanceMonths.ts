import type { CertificateType } from '@wallet/shared/certificates/certificate'
import type { IssuanceMonths, IssuedByType, IssuedMonth } from '@wallet/shared/dashboards/trend'
import { baseline, hasRoom, nameLabel, scaleUpTo, values } from './axes.ts'
import { cell, type Chart, type ChartOption, type Context, type Speech } from './chart.ts'
import { plain, tooltip } from './drawing.ts'
import { roomFor } from './ems.ts'
import { count, counted, monthName, monthOnAxis, percentWords } from './numbers.ts'

/** From the floor up. */
const types = ['course', 'exam', 'achievement'] as const satisfies readonly CertificateType[]
const sumOf = (issued: IssuedByType) => types.reduce((sum, type) => sum + issued[type], 0)
const topmost = (issued: IssuedByType) => [...types].reverse().find(type => issued[type] > 0)
const lastOf = ({ months }: IssuanceMonths) => months.at(-1)?.issued ?? { course: 0, exam: 0, achievement: 0 }
const isEmpty = ({ months }: IssuanceMonths) => months.every(({ issued }) => sumOf(issued) === 0)

/** This month against as many days of the month before, in words. */
const compared = (n: number, before: number, { say, locale }: Speech) => {
  const fill = { n: counted(n, locale) }
  if (before === 0) return say('dashboards.months.plain', fill)
  const percent = Math.round(100 * (n / before - 1))
  if (percent === 0) return say('dashboards.months.level', fill)
  return say(percent > 0 ? 'dashboards.months.more' : 'dashboards.months.less', { ...fill, percent: percentWords(Math.abs(percent), locale) })
}

/** Certificates by month and type, the current month in full colour. */
export const issuanceMonths: Chart<IssuanceMonths> = {
  title: (data, speech) => (isEmpty(data) ? speech.say('dashboards.months.none') : compared(sumOf(lastOf(data)), data.sameDaysBefore, speech)),
  waitsFor: (data, { say }) => (isEmpty(data) ? say('dashboards.months.waits') : null),
  twin: ({ months }, { say, locale }) => ({
    head: [say('dashboards.head.month'), ...types.map(type => say(`dashboards.type.${type}`)), say('dashboards.head.total')],
    rows: months
      .map(({ month, issued }) => [
        cell(month, { of: 'issued', when: month }),
        ...types.map(type => cell(count(issued[type], locale))),
        cell(count(sumOf(issued), locale)),
      ])
      .reverse(),
  }),
  option: (data, context) => {
    const { u } = context
    const { top, step } = scaleUpTo(Math.max(...data.months.map(({ issued }) => sumOf(issued))))
    const right = besideLast(data, context)
    const left = (roomFor([count(top, context.locale)], 18) + 6) * u
    return {
      ...plain(context),
      ...tooltip(context, index => monthWords(data.months[index], context)),
      grid: { left, right, top: 30 * u, bottom: 30 * u, outerBoundsMode: 'none' },
      xAxis: monthAxis(data, (context.width - left - right) / data.months.length, context),
      yAxis: {
        ...values(context),
        max: top,
        interval: step,
        axisLabel: { ...values(context).axisLabel, formatter: (n: number) => (n === 0 ? '' : count(n, context.locale)) },
      },
      series: types.map(type => bars(type, data, context, top)),
    }
  },
}

const monthWords = (shown: IssuedMonth | undefined, { say, locale }: Context) => {
  if (!shown) return ''
  const total = say('dashboards.months.told', { month: monthName(shown.month, locale), n: counted(sumOf(shown.issued), locale) })
  return [total, ...[...types].reverse().map(type => `${say(`dashboards.type.${type}`)}　${count(shown.issued[type], locale)}`)].join('\n')
}

const lastWords = (type: CertificateType, data: IssuanceMonths, { say, locale }: Context) =>
  [say(`dashboards.type.${type}`), count(lastOf(data)[type], locale)] as const

/** Room for the words beside the last bar. */
const besideLast = (data: IssuanceMonths, context: Context) =>
  (roomFor(
    types.map(type => lastWords(type, data, context).join(' ')),
    20,
  ) +
    10) *
  context.u

const monthAxis = ({ months }: IssuanceMonths, slot: number, context: Context): NonNullable<ChartOption['xAxis']> => {
  const { tokens, u, locale } = context
  const last = months.length - 1
  const names = months.map(({ month }, index) => (index === last ? monthName(month, locale) : monthOnAxis(month, locale)))
  const shown = hasRoom(names, slot, context)
  return {
    type: 'category',
    data: months.map(({ month }) => month),
    ...baseline(context),
    axisLabel: {
      ...nameLabel(context),
      formatter: (_, index) => (shown(index) ? (index === last ? `{now|${names[index]}}` : (names[index] ?? '')) : ''),
      rich: { now: { color: tokens.text, fontSize: 18 * u, fontWeight: 700 } },
    },
  }
}

/** How far each word beside the last bar is moved up, so that none stands on another: wanted at the middle of its part. */
const movedUp = (data: IssuanceMonths, { height, u }: Context, top: number): Readonly<Record<CertificateType, number>> => {
  const [room, gap] = [height - 60 * u, 26 * u]
  const moved = { course: 0, exam: 0, achievement: 0 }
  let [below, before] = [0, Infinity]
  for (const type of types) {
    const issued = lastOf(data)[type]
    const wanted = room * (1 - (below + issued / 2) / top)
    if (issued === 0) continue
    const placed = Math.min(wanted, before - gap)
    moved[type] = placed - wanted
    ;[below, before] = [below + issued, placed]
  }
  return moved
}

const bars = (type: CertificateType, data: IssuanceMonths, context: Context, top: number) => {
  const { tokens, u } = context
  const totals = data.months.map(({ issued }) => sumOf(issued))
  const [last, peak] = [totals.length - 1, totals.indexOf(Math.max(...totals))]
  const labelAt = (issued: IssuedByType, index: number) => {
    if (index === last && issued[type] > 0) return lastLabel(type, data, context, movedUp(data, context, top)[type])
    return index === peak && index !== last && type === topmost(issued) ? peakLabel(totals[peak] ?? 0, context) : { show: false }
  }
  return {
    type: 'bar' as const,
    stack: 'month',
    barWidth: '66%',
    silent: true,
    emphasis: { disabled: true },
    itemStyle: { color: tokens.fill[type], borderColor: tokens.surface, borderWidth: (context.height < 220 * u ? 0.4 : 1) * u },
    data: data.months.map(({ issued }, index) => ({
      // Nothing is no bar: its border would hide the line below it.
      value: issued[type] > 0 ? issued[type] : '-',
      itemStyle: index === last ? {} : { color: tokens.past[type] },
      label: labelAt(issued, index),
    })),
  }
}

const lastLabel = (type: CertificateType, data: IssuanceMonths, context: Context, up: number) => {
  const { tokens, u } = context
  const [name, n] = lastWords(type, data, context)
  const rich = { n: { color: tokens.text, fontSize: 20 * u, fontWeight: 700 as const } }
  return {
    show: true,
    position: 'right' as const,
    distance: 8 * u,
    offset: [0, up],
    formatter: `${name} {n|${n}}`,
    color: tokens.type[type],
    fontSize: 20 * u,
    rich,
  }
}

const peakLabel = (n: number, { tokens, u, locale }: Context) => ({
  show: true,
  position: 'top' as const,
  distance: 4 * u,
  formatter: count(n, locale),
  color: tokens.text,
  fontSize: 18 * u,
})
