import type { VerifyWords } from './words.ts'

/** What the verify page says in English. */
export const en: VerifyWords = {
  title: 'Certificate check',
  otherLanguage: '中文',
  word: {
    valid: 'Valid',
    expiring: 'Valid',
    revoked: 'Revoked',
    altered: 'Altered',
    superseded: 'Superseded',
    suspended: 'Suspended',
    notYetValid: 'Not yet valid',
    expired: 'Expired',
    notFound: 'Not found',
    malformed: 'Mistyped',
    asking: 'Check a certificate',
    tooMany: 'Try again shortly',
    unavailable: 'Not available just now',
    shareGone: 'This link has ended',
    shareNotFound: 'No such link',
    offline: 'No connection',
  },
  sentence: {
    valid: ({ name }) => `Issued by ${name} and valid today.`,
    expiring: ({ name, days }) =>
      days <= 0 ? `Issued by ${name} and valid today, its last day.` : `Issued by ${name} and valid today. It ends in ${days} days.`,
    revoked: ({ name }) => `Issued by ${name}, but revoked since. Do not rely on it.`,
    altered: () => 'What is recorded is not what was issued. Do not rely on it.',
    superseded: ({ isOver }) => (isOver ? 'It has expired, and a new certificate took its place.' : 'A new certificate took its place. Look at that one.'),
    suspended: ({ name }) => `Issued by ${name}, but suspended. Do not rely on it for now.`,
    notYetValid: ({ name, begins }) => `Issued by ${name}, but not valid before ${begins}.`,
    expired: ({ name, ends }) => `Issued by ${name}, but it was valid only until ${ends}.`,
    notFound: ({ name }) => `The number is written correctly, but ${name} has never issued it.`,
    malformed: ({ slip }) =>
      slip === 'missing'
        ? 'The length is wrong. Compare it with the certificate.'
        : slip === 'symbol'
          ? 'One character cannot be part of a number. Compare it with the certificate.'
          : slip === 'unreadable'
            ? 'This does not look like a certificate number. Compare it with the certificate.'
            : 'One character is wrong, or two are the wrong way round. Compare it with the certificate.',
    asking: () => 'Type the number on the certificate to see whether it is real. No account needed.',
    tooMany: () => 'This network has asked for too many unknown numbers. Wait a minute and try again; nothing is wrong with the certificate.',
    shareGone: () => 'The holder took it back, or it has expired. Ask for a new one, or check the certificate by its number.',
    shareNotFound: () => 'It may have been copied only in part. Ask for it again, or check the certificate by its number.',
    unavailable: () => 'The service is coming back. This says nothing about the certificate. Try again in a moment.',
    offline: ({ isAsked }) =>
      isAsked
        ? 'The number is written correctly. Whether it is real can be seen only with a network.'
        : 'For now only slips in the number can be seen. Whether it is real needs a network.',
  },
  checkedAt: time => `Checked ${time}`,
  type: { course: 'Course completion', exam: 'Exam pass', achievement: 'Achievement' },
  facts: {
    holder: 'Holder',
    withheld: 'Name withheld',
    withheldHelp: 'The holder has been anonymised; the certificate is on record as it was issued.',
    issued: 'Issued',
    until: 'Valid until',
    unlimited: 'No end date',
    revoked: 'Revoked on',
    suspended: 'Suspended on',
    issuer: 'Issuer',
    number: 'Number',
  },
  shared: {
    by: 'Shared by its holder',
    until: day => `This link ends on ${day}`,
    alt: (type, title) => `Picture of the certificate: ${type}, ${title}`,
    missing: 'The picture cannot be shown just now. The check is not affected.',
  },
  asked: 'The number you asked for',
  successorOpen: 'Check the new certificate',
  checks: 'Checks',
  check: {
    format: 'Number is well formed',
    issuer: 'Issued by this organisation',
    integrity: 'Not altered',
    status: 'Not revoked, suspended or replaced',
    dates: 'Within its dates',
  },
  outcome: { pass: 'Pass', fail: 'Fail', skipped: 'Not checked' },
  detail: {
    checkSymbol: () => 'This number cannot be right',
    unknownNumber: () => 'No record of issuing this number',
    altered: () => 'Does not match the record made at issue',
    revoked: day => `Revoked by the issuer on ${day}`,
    suspended: day => `Suspended since ${day}`,
    superseded: day => (day === '' ? 'Replaced by a new certificate' : `Replaced by a new certificate on ${day}`),
    notYetValid: day => `Valid from ${day}`,
    expired: day => `Ended on ${day}`,
    expiring: day => `Ends on ${day}`,
  },
  next: 'What you can do',
  lookAgain: 'Compare the number with the certificate',
  scanAgain: 'Scan the QR code on it instead',
  contact: 'Ask the issuer',
  another: 'Check another one',
  trust: 'This page is the record. If the certificate in your hands says something else, it may have been altered.',
  field: {
    label: 'Certificate number',
    year: 'Year',
    group: n => `Group ${n}`,
    submit: 'Check',
    again: 'Check again',
    retry: 'Try again',
    missing: n => (n === 1 ? '1 character is missing' : `${n} characters are missing`),
    symbol: symbol => `No number contains “${symbol}”`,
    checkSymbol: 'The check symbol does not fit. Look at these three groups again.',
    good: 'Written correctly',
  },
  scanInstead: 'Scan instead',
  tips: 'Easily misread',
  tip: [
    { title: 'The digit 0, not the letter O', help: 'No number contains the letter O' },
    { title: 'The digit 1, not the letter I or L', help: 'I and L are read as 1' },
    { title: 'Hyphens may be left out', help: 'Capitals or small letters, both will do' },
  ],
}
