import type { ReminderResult } from '@wallet/shared/dashboards/people'
import type { Speech } from '../charts/chart.ts'
import { counted } from '../charts/numbers.ts'

/** What became of reminding people, in one sentence. */
export const reminderWords = ({ reminded, already, notNeeded }: ReminderResult, { say, locale }: Speech): string =>
  [
    say('dashboards.behind.reminded', { n: counted(reminded, locale) }),
    ...(already > 0 ? [say('dashboards.behind.already', { n: counted(already, locale) })] : []),
    ...(notNeeded > 0 ? [say('dashboards.behind.notNeeded', { n: counted(notNeeded, locale) })] : []),
  ].reduce((first, second) => say('dashboards.behind.and', { first, second }))
