import { addDays, parseDay, type Day } from '@wallet/shared/certificates/validity'
import type { BoardRow, Leaderboard } from '@wallet/shared/growth/board'
import { periodBefore, periodOf, type Period, type PeriodKind } from '@wallet/shared/growth/period'
import { wordsOfDay } from '../i18n/dates.ts'
import type { Locale, Say } from '../i18n/index.ts'

/** `11-23`, in English `23 Nov`: within a period of this year the year goes without saying. */
const shortDay = (day: Day, locale: Locale, thisYear: number): string => {
  const whole = wordsOfDay(day, locale)
  if (day.year !== thisYear) return whole
  return locale === 'en' ? whole.replace(/ \d{4}$/, '') : whole.replace(/^\d{4}-/, '')
}

/** `11-23 至 11-29`, both ends included; nothing of a period without ends. */
export const rangeWords = (t: Say, locale: Locale, { from, until }: Pick<Period, 'from' | 'until'>, today: Day): string => {
  const [first, after] = [from === null ? null : parseDay(from), until === null ? null : parseDay(until)]
  if (!first || !after) return ''
  return t('board.range', { from: shortDay(first, locale, today.year), to: shortDay(addDays(after, -1), locale, today.year) })
}

/** The periods that may be looked at, this one first; of all there is one. */
export const periodsBack = (kind: PeriodKind, today: Day, most = 12): Period[] => {
  const periods = [periodOf(kind, today)]
  for (let back = 0; back < most; back += 1) {
    const before = periodBefore(periods[back] as Period)
    if (!before) break
    periods.push(before)
  }
  return periods
}

/** How far a row has moved, in words and as an arrow. */
export const movementOf = (t: Say, { movement }: Pick<BoardRow, 'movement'>, hasBefore: boolean) => {
  if (movement === null) return hasBefore ? ({ icon: null, tone: 'c2', words: t('board.fresh') } as const) : null
  if (movement === 0) return { icon: 'minus', tone: 'c2', words: t('board.same') } as const
  return movement > 0
    ? ({ icon: 'up', tone: 'valid', words: t('board.up', { n: movement }) } as const)
    : ({ icon: 'dn', tone: 'c2', words: t('board.down', { n: -movement }) } as const)
}

export const rankWords = (t: Say, { rank, isShared }: Pick<BoardRow, 'rank' | 'isShared'>): string =>
  t(isShared ? 'board.rankShared' : 'board.rank', { n: rank })

/** What stands beneath the board: when it begins anew, or that it is over. */
export const footWords = (t: Say, { period, isClosed }: Pick<Leaderboard, 'period' | 'isClosed'>): string => {
  if (isClosed) return t('board.resetClosed')
  return t(({ week: 'board.resetWeek', month: 'board.resetMonth', all: 'board.resetAll' } as const)[period.kind])
}
