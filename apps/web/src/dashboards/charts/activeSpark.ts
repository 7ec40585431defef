import type { ActiveFigure } from '@wallet/shared/dashboards/figures'
import { cell, type Chart } from './chart.ts'
import { plain } from './drawing.ts'
import { count, counted } from './numbers.ts'

const isEmpty = ({ days }: ActiveFigure) => days.every(({ people }) => people === 0)

/** A line as small as a word: people active on each of thirty days. */
export const activeSpark: Chart<ActiveFigure> = {
  title: (data, { say, locale }) => (isEmpty(data) ? say('dashboards.active.none') : say('dashboards.active.title', { n: counted(data.today, locale) })),
  waitsFor: (data, { say }) => (isEmpty(data) ? say('dashboards.active.waits') : null),
  twin: ({ days }, { say, locale }) => ({
    head: [say('dashboards.head.day'), say('dashboards.head.people')],
    rows: days.map(({ day, people }) => [cell(day), cell(count(people, locale))]).reverse(),
  }),
  option: ({ days }, context) => {
    const { tokens, u } = context
    const last = days.length - 1
    return {
      ...plain(context),
      grid: { left: 2 * u, right: 8 * u, top: 8 * u, bottom: 4 * u, outerBoundsMode: 'none' },
      xAxis: { type: 'category', show: false, boundaryGap: false, data: days.map(({ day }) => day) },
      yAxis: { type: 'value', show: false, min: 0 },
      series: [
        {
          type: 'line',
          silent: true,
          symbol: 'circle',
          showAllSymbol: true,
          data: days.map(({ people }, index) => ({ value: people, symbolSize: index === last ? 9 * u : 0 })),
          lineStyle: { color: tokens.sub, width: 2 * u },
          itemStyle: { color: tokens.accent },
        },
      ],
    }
  },
}
