import type { Opening } from '@wallet/shared/dashboards/opening'
import type { Overview } from '@wallet/shared/dashboards/overview'
import type { PeopleBehind } from '@wallet/shared/dashboards/people'
import { parseDay } from '@wallet/shared/certificates/validity'
import { wordsOfDay } from '../../i18n/dates.ts'
import type { Speech } from '../charts/chart.ts'
import { called } from '../charts/named.ts'
import { counted, monthName } from '../charts/numbers.ts'

const unknown = '…'
type Named = Pick<Overview, 'coverage' | 'exams' | 'courses'>
type Found = Pick<PeopleBehind, 'items'> & { readonly total: number; readonly people: number }

/** A local day as this reader reads it. */
export const dayWords = (day: string, { locale }: Speech): string => {
  const parsed = parseDay(day)
  return parsed ? wordsOfDay(parsed, locale) : day
}

const issuedTitle = (when: string | null, n: string | number, speech: Speech) => {
  if (when === null) return speech.say('dashboards.behind.issued', { n })
  return when.length === 7
    ? speech.say('dashboards.behind.issuedMonth', { month: monthName(when, speech.locale), n })
    : speech.say('dashboards.behind.issuedDay', { day: dayWords(when, speech), n })
}

/** What the sheet says above the people behind a number; null: nobody has counted them yet. */
export const sheetTitle = (opening: Opening, found: Found | null, { coverage, exams, courses }: Named, speech: Speech): string => {
  const { say, locale } = speech
  const n = found ? counted(found.total, locale) : unknown
  switch (opening.of) {
    case 'people':
    case 'revoked':
      return say(`dashboards.behind.${opening.of}`, { n })
    case 'learning':
      return say('dashboards.behind.learning', { n: found ? counted(found.people, locale) : unknown })
    case 'active':
      return say(`dashboards.behind.active.${opening.period}`, { n })
    case 'missing': {
      const certificate = coverage.certificates.find(({ id }) => id === opening.templateId)
      return certificate ? say('dashboards.behind.missingOne', { certificate: called(certificate, speech), n }) : say('dashboards.behind.missing', { n })
    }
    case 'expiring':
      return say('dashboards.behind.expiring', { n, days: opening.withinDays })
    case 'exam': {
      const exam = exams.exams.find(({ examId }) => examId === opening.examId)
      return say('dashboards.behind.exam', { n, exam: exam ? called(exam, speech) : '' })
    }
    case 'issued':
      return issuedTitle(opening.when, n, speech)
    case 'badges':
      return say('dashboards.behind.badges', { n, category: say(`dashboards.category.${opening.category}`) })
    case 'course': {
      const course = courses.courses.find(({ courseId }) => courseId === opening.courseId)
      return say('dashboards.behind.course', { n, course: course ? called(course, speech) : '' })
    }
    case 'person':
      return say('dashboards.behind.person', { n, name: found?.items[0]?.fullName ?? opening.employeeNo })
  }
}
