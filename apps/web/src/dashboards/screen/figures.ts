import type { ActiveFigure, KeyFigures, Share } from '@wallet/shared/dashboards/figures'
import { percentOf } from '@wallet/shared/percent'
import type { Speech } from '../charts/chart.ts'
import { count, counted, decimal, finePercentWords, percentDown, percentWords } from '../charts/numbers.ts'

/** What is said below a figure, and which part of it is the number. */
export interface Remark {
  readonly words: string
  readonly strong: string
}
/** One of the six figures on top of a wall. */
export interface WallFigure {
  readonly name: string
  readonly value: string
  readonly unit: string
  readonly remarks: readonly Remark[]
  /** The one that the wall is about. */
  readonly isHero?: boolean
  /** Drawn as a small line beside it. */
  readonly days?: ActiveFigure
}

const plain = (words: string): Remark => ({ words, strong: '' })
const strong = (words: string): Remark => ({ words, strong: words })

const percentRemark = (part: number, whole: number, { say, locale }: Speech): Remark => {
  const percent = percentWords(percentDown(part, whole), locale)
  return { words: say('dashboards.tile.share', { percent }), strong: percent }
}

/** A sentence about a number that is set apart in it. */
const numbered = (key: 'inForce' | 'usual' | 'activeNow' | 'lacking' | 'openOnes', n: number, { say, locale }: Speech): Remark => ({
  words: say(`dashboards.screen.figure.${key}`, { n: counted(n, locale) }),
  strong: count(n, locale),
})

/** `▲ 12%`, and nothing where there is nothing to compare with. */
const change = (now: number, before: number, { locale }: Speech): Remark[] => {
  const percent = before === 0 ? 0 : Math.round(100 * (now / before - 1))
  return percent === 0 ? [] : [strong(`${percent > 0 ? '▲' : '▼'} ${percentWords(Math.abs(percent), locale)}`)]
}

const peopleFigure = ({ people, departments, teams }: KeyFigures, speech: Speech): WallFigure => {
  const { say, locale } = speech
  const teamWords = say('dashboards.screen.figure.teams', { n: counted(teams, locale) })
  const units = say('dashboards.screen.figure.units', {
    departments: say('dashboards.screen.figure.departments', { n: counted(departments, locale) }),
    teams: teamWords,
  })
  return {
    name: say('dashboards.screen.figure.people'),
    value: count(people, locale),
    unit: say('dashboards.screen.figure.peopleUnit'),
    remarks: [plain(departments === 0 ? say('dashboards.none') : departments === teams ? teamWords : units)],
  }
}

const activeFigure = ({ people, active }: KeyFigures, speech: Speech): WallFigure => {
  const { say, locale } = speech
  const before = say('dashboards.screen.figure.weekAgo', { people: count(active.weekAgo, locale) })
  return {
    name: say('dashboards.screen.figure.active'),
    value: count(active.today, locale),
    unit: say('dashboards.screen.figure.peopleUnit'),
    remarks: people === 0 ? [plain(say('dashboards.none'))] : [percentRemark(active.today, people, speech), plain(before)],
    ...(active.days.some(day => day.people > 0) && { days: active }),
  }
}

const issuedFigure = ({ certificates }: KeyFigures, speech: Speech): WallFigure => ({
  name: speech.say('dashboards.screen.figure.issued'),
  value: count(certificates.issued, speech.locale),
  unit: speech.say('dashboards.screen.figure.issuedUnit'),
  remarks: certificates.issued === 0 ? [plain(speech.say('dashboards.screen.figure.noneIssued'))] : [numbered('inForce', certificates.inForce, speech)],
})

const monthFigure = ({ certificates }: KeyFigures, speech: Speech, remarks: readonly Remark[]): WallFigure => ({
  name: speech.say('dashboards.screen.figure.month'),
  value: count(certificates.thisMonth.issued, speech.locale),
  unit: speech.say('dashboards.screen.figure.monthUnit'),
  remarks,
})

/** The change where there is one, else what stood there before. */
const monthRemarks = ({ certificates: { thisMonth } }: KeyFigures, speech: Speech): Remark[] => {
  const { say, locale } = speech
  const changed = change(thisMonth.issued, thisMonth.before, speech)
  if (changed.length > 0) return [...changed, plain(say('dashboards.screen.figure.sameDays'))]
  return thisMonth.before === 0
    ? [plain(say('dashboards.none'))]
    : [plain(say('dashboards.screen.figure.sameDaysBefore', { before: count(thisMonth.before, locale) }))]
}

const todayFigure = ({ certificates: { today, issued } }: KeyFigures, speech: Speech): WallFigure => ({
  name: speech.say('dashboards.screen.figure.today'),
  value: count(today.issued, speech.locale),
  unit: speech.say('dashboards.screen.figure.todayUnit'),
  remarks: issued === 0 ? [plain(speech.say('dashboards.none'))] : [numbered('usual', today.before, speech)],
})

/** How many more certificates the goal takes. */
const shortBy = ({ part, whole }: Share, goal: number) => Math.max(0, Math.ceil((whole * goal) / 100) - part)

const coverageFigure = ({ coverage, aims }: KeyFigures, speech: Speech): WallFigure => {
  const { say, locale } = speech
  const isAsked = coverage.whole > 0
  const short = shortBy(coverage, aims.goal)
  const percent = percentWords(aims.goal, locale)
  const goal = plain(say('dashboards.screen.figure.goal', { percent }))
  const reached = [goal, plain(say('dashboards.screen.figure.reached'))]
  const distance = { words: say('dashboards.tile.short', { percent, n: count(short, locale) }), strong: count(short, locale) }
  return {
    name: say('dashboards.screen.figure.coverage'),
    value: isAsked ? finePercentWords(percentOf(coverage.part, coverage.whole), locale).replace('%', '') : say('dashboards.none'),
    unit: isAsked ? '%' : '',
    remarks: !isAsked ? [goal] : short === 0 ? reached : [distance],
    isHero: true,
  }
}

/** Of a unit with units below it. */
export const unitFigures = (figures: KeyFigures, speech: Speech): WallFigure[] => [
  peopleFigure(figures, speech),
  activeFigure(figures, speech),
  issuedFigure(figures, speech),
  monthFigure(figures, speech, monthRemarks(figures, speech)),
  todayFigure(figures, speech),
  coverageFigure(figures, speech),
]

const membersFigure = ({ people, active }: KeyFigures, speech: Speech): WallFigure => ({
  name: speech.say('dashboards.screen.figure.members'),
  value: count(people, speech.locale),
  unit: speech.say('dashboards.screen.figure.peopleUnit'),
  remarks: [numbered('activeNow', active.today, speech)],
})

const completeFigure = ({ peopleCovered: { part, whole } }: KeyFigures, speech: Speech): WallFigure => {
  const { say, locale } = speech
  return {
    name: say('dashboards.screen.figure.complete'),
    value: count(part, locale),
    unit: say('dashboards.screen.figure.peopleUnit'),
    remarks: [percentRemark(part, whole, speech), numbered('lacking', whole - part, speech)],
  }
}

const expiringRemarks = ({ expiring: { certificates, open } }: KeyFigures, speech: Speech): Remark => {
  if (certificates === 0) return plain(speech.say('dashboards.screen.figure.noneExpiring'))
  return open === 0 ? plain(speech.say('dashboards.screen.figure.allRenewing')) : numbered('openOnes', open, speech)
}

const expiringFigure = (figures: KeyFigures, speech: Speech): WallFigure => ({
  name: speech.say('dashboards.screen.figure.expiring'),
  value: count(figures.expiring.certificates, speech.locale),
  unit: speech.say('dashboards.screen.figure.expiringUnit'),
  remarks: [expiringRemarks(figures, speech)],
})

const averageFigure = ({ exams, courses }: KeyFigures, speech: Speech): WallFigure => {
  const { say, locale } = speech
  const percent = percentWords(percentDown(courses.part, courses.whole), locale)
  const completed = { words: say('dashboards.screen.figure.courses', { percent }), strong: percent }
  return {
    name: say('dashboards.screen.figure.average'),
    value: exams.average === null ? say('dashboards.none') : decimal(exams.average, locale),
    unit: exams.average === null ? '' : say('dashboards.screen.figure.averageUnit'),
    remarks: courses.whole > 0 ? [completed] : [plain(say(exams.average === null ? 'dashboards.screen.figure.nobodySat' : 'dashboards.none'))],
  }
}

/** Of a team. */
export const teamFigures = (figures: KeyFigures, speech: Speech): WallFigure[] => {
  const { thisMonth } = figures.certificates
  const before = plain(speech.say('dashboards.screen.figure.sameDaysBefore', { before: count(thisMonth.before, speech.locale) }))
  return [
    membersFigure(figures, speech),
    completeFigure(figures, speech),
    expiringFigure(figures, speech),
    monthFigure(figures, speech, [...change(thisMonth.issued, thisMonth.before, speech), before]),
    averageFigure(figures, speech),
    coverageFigure(figures, speech),
  ]
}
