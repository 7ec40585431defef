import type { NoticeWords } from './words.ts'

export const noticesEn: NoticeWords = {
  notices: {
    title: 'Notices',
    isNew: 'Unread',
    kinds: { expiring: 'Ends soon', reminder: 'From your manager' },
    ends: 'Ends {day}, {n} day left | Ends {day}, {n} days left',
    endsToday: 'Ends {day}, today is the last day',
    ended: 'Ended {day}',
    missing: 'Required of you, and not held yet',
    renewing: 'Renewal begun',
    settled: 'Settled',
    see: 'Certificate',
    course: 'Take course',
    exam: 'Take exam',
    emptyTitle: 'No notices',
    emptyHelp: 'When a certificate is about to end, or your manager reminds you of one, it will say so here.',
  },
}
