import type { Overview } from '@wallet/shared/dashboards/overview'
import type { Speech } from './charts/chart.ts'
import { count, decimal, percentDown, percentWords } from './charts/numbers.ts'

/** A few words below a chart's title: how to read it, or the sums that it does not draw. */
export const notesOf = ({ issuanceMonths, expiry, coverage, figures }: Overview, { say, locale }: Speech) => {
  const { exams, courses } = figures
  const floor = percentWords(coverage.aims.floor, locale)
  return {
    months: say('dashboards.note.months', { day: issuanceMonths.throughDay }),
    expiry: say('dashboards.note.expiry', { n: count(expiry.within.at(-1)?.certificates ?? 0, locale) }),
    floor: say('dashboards.note.floor', { percent: floor }),
    belowFloor: say('dashboards.note.belowFloor', { percent: floor }),
    exams: say('dashboards.note.exams', {
      taken: count(exams.taken, locale),
      percent: percentWords(percentDown(exams.passed, exams.taken), locale),
      average: exams.average === null ? say('dashboards.none') : decimal(exams.average, locale),
    }),
    courses: say('dashboards.note.courses', {
      enrolled: count(courses.whole, locale),
      percent: percentWords(percentDown(courses.part, courses.whole), locale),
    }),
    activeWeek: say('dashboards.note.activeWeek', { n: count(figures.active.thisWeek, locale) }),
    activeMonth: say('dashboards.note.activeMonth', { n: count(figures.active.thisMonth, locale) }),
  }
}

export type Notes = ReturnType<typeof notesOf>

/** As many rows as there are have room on a card, within reason. */
export const rowsOf = (n: number | undefined): number => Math.min(10, Math.max(3, n ?? 4))
