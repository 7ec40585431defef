import type { BadgeBoard } from '@wallet/shared/dashboards/ranking'
import { cell, type Chart } from './chart.ts'
import { count, counted } from './numbers.ts'
import { rankedBars } from './rankedBars.ts'

const isEmpty = ({ categories }: BadgeBoard) => categories.every(({ badges }) => badges === 0)

/** Badges by category. */
export const badgeBars: Chart<BadgeBoard> = {
  title: (data, { say, locale }) => {
    const [most] = data.categories
    if (isEmpty(data) || !most) return say('dashboards.badges.none')
    return say('dashboards.badges.title', { category: say(`dashboards.category.${most.category}`), n: counted(most.badges, locale) })
  },
  waitsFor: (data, { say }) => (isEmpty(data) ? say('dashboards.badges.waits') : null),
  twin: ({ categories }, { say, locale }) => ({
    head: [say('dashboards.head.category'), say('dashboards.head.badges'), say('dashboards.head.people')],
    rows: categories.map(({ category, badges, people }) => [
      cell(say(`dashboards.category.${category}`), { of: 'badges', category }),
      cell(count(badges, locale)),
      cell(count(people, locale)),
    ]),
  }),
  option: ({ categories }, context) => {
    const { say, locale } = context
    return rankedBars(
      categories.map(({ category, badges, people }) => ({
        name: say(`dashboards.category.${category}`),
        n: badges,
        note: say('dashboards.people', { n: counted(people, locale) }),
        opens: { of: 'badges', category },
      })),
      context,
    )
  },
}
