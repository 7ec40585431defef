import type { Opening } from '@wallet/shared/dashboards/opening'
import type { PersonBehind } from '@wallet/shared/dashboards/people'
import type { IconName } from '../../ui/icons.ts'
import type { Speech } from '../charts/chart.ts'
import { count, counted, decimal, percentWords } from '../charts/numbers.ts'
import { dayWords } from './sheetTitle.ts'

/** What makes a person count, at the end of their row. */
export interface RowMark {
  readonly words: string
  readonly tone: 'expiring' | 'valid' | 'danger' | 'plain'
  readonly icon: IconName | null
}
const plain = (words: string): RowMark => ({ words, tone: 'plain', icon: null })

/** What the row is about: a certificate, exam, course or badge, else the person's post. */
export const rowAbout = ({ title, englishTitle, post }: PersonBehind, { locale }: Speech): string =>
  (locale === 'en' ? (englishTitle ?? title) : title) ?? post ?? ''

const holdingMark = ({ state, daysLeft }: PersonBehind, { say, locale }: Speech): RowMark | null => {
  if (state === 'missing') {
    const ended = daysLeft === null ? say('dashboards.behind.never') : say('dashboards.behind.ended', { n: counted(-daysLeft, locale) })
    return { words: ended, tone: 'danger', icon: 'fail' }
  }
  if (state !== 'expiring' || daysLeft === null) return null
  const left = daysLeft === 0 ? say('dashboards.behind.lastDay') : say('dashboards.behind.days', { n: counted(daysLeft, locale) })
  return { words: left, tone: 'expiring', icon: 'clock' }
}

const learnt = (minutes: number, { say, locale }: Speech) =>
  minutes < 60
    ? say('dashboards.behind.minutes', { n: counted(Math.round(minutes), locale) })
    : say('dashboards.behind.hours', { n: decimal(minutes / 60, locale) })

/** The mark of a row behind this number; null where the number only counts people. */
export const rowMark = (of: Opening['of'], row: PersonBehind, speech: Speech): RowMark | null => {
  const { say, locale } = speech
  const { state, amount, day } = row
  const holding = holdingMark(row, speech)
  if (holding) return holding
  if (state === 'covered') return { words: say('dashboards.behind.covered'), tone: 'valid', icon: 'valid' }
  if (of === 'exam' && amount !== null)
    return {
      words: say('dashboards.behind.score', { n: count(amount, locale) }),
      tone: state === 'failed' ? 'danger' : 'valid',
      icon: state === 'failed' ? 'fail' : 'valid',
    }
  if ((of === 'learning' || (of === 'active' && amount)) && amount !== null) return plain(learnt(amount, speech))
  if (of === 'course')
    return state === 'completed' ? { words: say('dashboards.behind.completed'), tone: 'valid', icon: 'valid' } : plain(percentWords(amount ?? 0, locale))
  return day === null ? null : plain(dayWords(day, speech))
}

/** Beside what it is about: when they were last reminded, whether they are renewing, whether they passed; empty where there is nothing to say. */
export const rowNote = ({ remindedOn, isRenewing, state }: PersonBehind, today: string, speech: Speech): string => {
  const { say } = speech
  if (isRenewing) return say('dashboards.behind.renewingNow')
  if (remindedOn !== null)
    return remindedOn === today ? say('dashboards.behind.remindedToday') : say('dashboards.behind.remindedOn', { day: dayWords(remindedOn, speech) })
  if (state === 'passed' || state === 'failed') return say(`dashboards.behind.${state}`)
  return ''
}
