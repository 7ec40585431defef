import type { NoticeWords } from './words.ts'

export const noticesEn: NoticeWords = {
  notices: {
    title: 'Notices',
    isNew: 'Unread',
    kinds: { expiring: 'Ends soon', reminder: 'From your manager', nameCorrected: 'Name corrected', nameKept: 'Name not changed' },
    ends: 'Ends {day}, {n} day left | Ends {day}, {n} days left',
    endsToday: 'Ends {day}, today is the last day',
    ended: 'Ended {day}',
    missing: 'Required of you, and not held yet',
    nameCorrected: 'Corrected as you asked, on a new certificate',
    nameKept: 'Not changed; the certificate says why',
    renewing: 'Renewal begun',
    settled: 'Settled',
    see: 'Certificate',
    course: 'Take course',
    exam: 'Take exam',
    emptyTitle: 'No notices',
    emptyHelp: 'When a certificate is about to end, your manager reminds you of one, or a correction you asked for is decided, it will say so here.',
  },
}
