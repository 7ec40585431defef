import { badgeCategories } from '@wallet/shared/badges/category'
import { addDays, addMonths, hourIn, isoDay, type Day } from '@wallet/shared/certificates/validity'
import { opensAt } from '@wallet/shared/dashboards/expiry'
import { lastDayOf } from '@wallet/shared/dashboards/holding'
import { maskName, maskNameIn } from '@wallet/shared/verification/maskName'
import type { Facts } from './facts.ts'

/** The moment of an answer: the instant, and the local day. */
export interface Moment {
  readonly now: Date
  readonly today: Day
  readonly zone: string
}

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0)
const round = (value: number) => Math.round(value * 100) / 100
const range = (count: number) => Array.from({ length: count }, (_, n) => n)

/** Every figure of a unit, counted one by one from what was written. */
export const countedByHand = (facts: Facts, path: string, { now, today, zone }: Moment) => {
  const day = (back: number) => isoDay(addDays(today, -back))
  const month = (back: number) => isoDay(addMonths({ ...today, day: 1 }, -back)).slice(0, 7)
  const under = (way: string) => facts.people.filter(one => one.path.startsWith(way))
  const people = under(path)
  const ids = new Set(people.map(({ id }) => id))
  const theirs = <T extends { readonly userId: number }>(rows: readonly T[]) => rows.filter(({ userId }) => ids.has(userId))
  const unit = facts.units.find(one => one.path === path)
  const childrenOf = (id: number | undefined) => facts.units.filter(({ parentId }) => parentId === id)
  const refOf = ({ id, name }: { readonly id: number; readonly name: string }) => ({ id, name })

  const issued = facts.certificates.filter(one => one.path.startsWith(path) && one.issuedDay <= day(0))
  const issuedBetween = (from: string, to: string) => issued.filter(({ issuedDay }) => issuedDay >= from && issuedDay <= to).length
  const byType = (rows: typeof issued) => ({
    course: rows.filter(({ type }) => type === 'course').length,
    exam: rows.filter(({ type }) => type === 'exam').length,
    achievement: rows.filter(({ type }) => type === 'achievement').length,
  })
  const isWorkday = (text: string) => ![0, 6].includes(new Date(text).getUTCDay())
  const workdays = range(29)
    .map(n => day(n + 1))
    .filter(isWorkday)
  const sameDaysBefore = issuedBetween(`${month(1)}-01`, isoDay(addMonths(today, -1)))

  const events = theirs(facts.events)
  const activeOn = (test: (on: string) => boolean) => new Set(events.filter(one => test(one.day)).map(({ userId }) => userId)).size
  const monday =
    range(7)
      .map(day)
      .find(text => new Date(text).getUTCDay() === 1) ?? ''
  const hour = hourIn(now, zone)
  const byNow = new Set(events.filter(one => one.day === day(7) && one.hour <= hour).map(({ userId }) => userId)).size

  const held = theirs(facts.certificates)
    .filter(({ isTakenBack }) => !isTakenBack)
    .map(one => ({ ...one, untilDay: lastDayOf(one.validUntil, zone) }))
  const isRenewing = ({ userId, courseId, examId, validUntil, issuedAt }: (typeof held)[number]) => {
    if (!validUntil) return false
    const begun = [
      ...facts.events
        .filter(one => one.userId === userId && courseId !== null && one.courseId === courseId && one.kind !== 'courseCompleted')
        .map(({ at }) => at),
      ...facts.enrolments.filter(one => one.userId === userId && one.courseId === courseId).map(({ at }) => at),
      ...facts.attempts.filter(one => one.userId === userId && one.examId === examId).map(({ startedAt }) => startedAt),
    ]
    return begun.some(at => at >= opensAt(validUntil) && at > issuedAt && at < validUntil)
  }
  const endingIn = (from: number, until: number) => held.filter(({ untilDay }) => untilDay >= day(-from) && untilDay < day(-until))
  const within = (days: number) => ({ days, certificates: endingIn(0, days).length, open: endingIn(0, days).filter(one => !isRenewing(one)).length })

  const requiredOf = (person: Facts['people'][number]) => [
    ...new Set(
      facts.requirements.filter(one => person.path.startsWith(one.path) && (one.post === null || one.post === person.post)).map(({ templateId }) => templateId),
    ),
  ]
  const stateOf = (person: Facts['people'][number], templateId: number): 'covered' | 'expiring' | 'missing' => {
    const ends = facts.certificates
      .filter(one => one.userId === person.id && one.templateId === templateId && !one.isTakenBack && one.issuedAt <= now)
      .map(({ validUntil }) => lastDayOf(validUntil, zone))
      .filter(until => until >= day(0))
    if (ends.length === 0) return 'missing'
    return ends.every(until => until < day(-30)) ? 'expiring' : 'covered'
  }
  const pairsOf = (way: string) =>
    under(way).flatMap(person => requiredOf(person).map(templateId => ({ person, templateId, state: stateOf(person, templateId) })))
  const pairs = pairsOf(path)
  const cellOf = (rows: typeof pairs) => (rows.length === 0 ? null : { required: rows.length, covered: rows.filter(({ state }) => state !== 'missing').length })
  const certificateIds = [...new Set(facts.requirements.map(({ templateId }) => templateId))].filter(id => pairs.some(({ templateId }) => templateId === id))
  const rowOf = (one: { readonly id: number; readonly name: string; readonly path: string }) => {
    const rows = pairsOf(one.path)
    return { unit: refOf(one), cells: certificateIds.map(id => cellOf(rows.filter(({ templateId }) => templateId === id))), total: cellOf(rows) }
  }
  const personState = (person: Facts['people'][number]) => {
    const states = new Set(requiredOf(person).map(templateId => stateOf(person, templateId)))
    return states.has('missing') ? 'missing' : states.has('expiring') ? 'expiring' : 'covered'
  }
  const blockOf = (one: { readonly id: number; readonly name: string }, members: Facts['people']) => {
    const count = (state: string) => members.filter(person => personState(person) === state).length
    return members.length === 0 ? [] : [{ unit: refOf(one), covered: count('covered'), expiring: count('expiring'), missing: count('missing') }]
  }
  const own = (one: { readonly id: number }) => people.filter(({ unitId }) => unitId === one.id)
  const teamsOf = (one: Facts['units'][number]) => [...blockOf(one, own(one)), ...childrenOf(one.id).flatMap(team => blockOf(team, under(team.path)))]
  const departments = [
    ...(unit && own(unit).length > 0 ? [{ unit: refOf(unit), teams: blockOf(unit, own(unit)) }] : []),
    ...childrenOf(unit?.id).map(one => ({ unit: refOf(one), teams: teamsOf(one) })),
  ].filter(({ teams }) => teams.length > 0)

  const attempts = theirs(facts.attempts).filter(({ endedMonth }) => endedMonth !== null && endedMonth >= month(11))
  const exams = [...Map.groupBy(attempts, ({ examId }) => examId)].map(([examId, rows]) => ({
    examId,
    attempts: rows.length,
    passed: rows.filter(({ isPassed }) => isPassed).length,
    average: round(sum(rows.map(({ score }) => Math.round(score * 100))) / rows.length / 100),
    bins: range(50).map(bin => rows.filter(({ score }) => Math.min(49, Math.floor(score / 2)) === bin).length),
  }))
  const minutesOf = (one: Facts['units'][number]) => {
    const members = new Set(under(one.path).map(({ id }) => id))
    const seconds = sum(facts.events.filter(({ userId, day: on }) => members.has(userId) && on.startsWith(month(0))).map(event => event.seconds))
    return members.size === 0 ? [] : [{ unit: refOf(one), minutes: round(seconds / 60 / members.size), exact: seconds / members.size }]
  }
  const byMinutes = (units: Facts['units']) =>
    units
      .flatMap(minutesOf)
      .toSorted((a, b) => b.exact - a.exact || a.unit.id - b.unit.id)
      .map(({ unit: of, minutes }) => ({ unit: of, minutes }))
  const enrolments = theirs(facts.enrolments)
  const courses = facts.courses
    .map(({ id, title }) => {
      const rows = enrolments.filter(({ courseId }) => courseId === id)
      return { courseId: id, title, enrolled: rows.length, completed: rows.filter(({ isComplete }) => isComplete).length }
    })
    .filter(({ enrolled }) => enrolled > 0)
    .toSorted((a, b) => b.completed - a.completed || b.enrolled - a.enrolled || a.courseId - b.courseId)
  const badges = theirs(facts.badges)
  const points = people
    .filter(({ isOffBoards }) => !isOffBoards)
    .map(one => ({ one, points: sum(events.filter(({ userId, day: on }) => userId === one.id && on.startsWith(month(0))).map(event => event.points)) }))
    .filter(entry => entry.points > 0)
    .toSorted((a, b) => b.points - a.points)
  const sorted = points.map(entry => entry.points).toSorted((a, b) => a - b)
  const middle = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]].map(Number)

  return {
    figures: {
      unit: unit && refOf(unit),
      people: people.length,
      departments: childrenOf(unit?.id).length,
      teams: facts.units.filter(one => one.path !== path && one.path.startsWith(path) && childrenOf(one.id).length === 0).length,
      active: {
        ...{ today: activeOn(on => on === day(0)), weekAgo: byNow, thisWeek: activeOn(on => on >= monday), thisMonth: activeOn(on => on.startsWith(month(0))) },
        days: range(30).map(n => ({ day: day(29 - n), people: activeOn(on => on === day(29 - n)) })),
      },
      certificates: {
        ...{ issued: issued.length, byType: byType(issued), inForce: held.filter(({ untilDay }) => untilDay >= day(0)).length },
        revoked: facts.certificates.filter(one => one.path.startsWith(path) && one.revokedDay !== null).length,
        today: { issued: issuedBetween(day(0), day(0)), before: Math.round(sum(workdays.map(one => issuedBetween(one, one))) / workdays.length) },
        thisMonth: { issued: issuedBetween(`${month(0)}-01`, day(0)), before: sameDaysBefore },
      },
      expiring: { certificates: within(30).certificates, open: within(30).open },
      coverage: { part: pairs.filter(({ state }) => state !== 'missing').length, whole: pairs.length },
      peopleCovered: { part: people.filter(person => personState(person) !== 'missing').length, whole: people.length },
      courses: { part: enrolments.filter(({ isComplete }) => isComplete).length, whole: enrolments.length },
      exams: {
        ...{ taken: attempts.length, passed: attempts.filter(({ isPassed }) => isPassed).length },
        average: attempts.length === 0 ? null : round(sum(attempts.map(({ score }) => Math.round(score * 100))) / attempts.length / 100),
      },
    },
    below: childrenOf(unit?.id).map(refOf),
    issuanceMonths: {
      months: range(12).map(n => ({ month: month(11 - n), issued: byType(issued.filter(({ issuedDay }) => issuedDay.startsWith(month(11 - n)))) })),
      ...{ sameDaysBefore, throughDay: today.day },
    },
    issuanceDays: {
      days: range(30)
        .map(n => day(29 - n))
        .map(on => ({ day: on, issued: issuedBetween(on, on), isWorkday: isWorkday(on) })),
    },
    expiry: {
      spans: range(18).map(n => {
        const five = endingIn(n * 5, n * 5 + 5)
        return { fromDay: n * 5, open: five.filter(one => !isRenewing(one)).length, renewing: five.filter(isRenewing).length }
      }),
      ...{ within: [30, 60, 90].map(within), week: within(7) },
    },
    coverage: { ids: certificateIds, whole: unit && rowOf(unit), units: childrenOf(unit?.id).map(rowOf) },
    field: { requirements: certificateIds.length, departments },
    exams: exams.toSorted((a, b) => b.passed / b.attempts - a.passed / a.attempts || b.attempts - a.attempts || a.examId - b.examId),
    learning: { departments: byMinutes(childrenOf(unit?.id)).map(one => ({ ...one, teams: byMinutes(childrenOf(one.unit.id)) })) },
    badges: badgeCategories
      .map(category => ({ category, held: badges.filter(one => one.category === category) }))
      .map(({ category, held: rows }) => ({ category, badges: rows.length, people: new Set(rows.map(({ userId }) => userId)).size }))
      .toSorted((a, b) => b.badges - a.badges),
    courses: courses.slice(0, 10),
    topPoints: points.slice(0, 5).map(entry => [1 + points.findIndex(one => one.points === entry.points), entry.points]),
    median: points.length === 0 ? null : sum(middle) / 2,
    feed: {
      entries: facts.certificates
        .filter(one => one.path.startsWith(path) && one.issuedAt <= now && one.issuedDay >= day(29))
        .toSorted((a, b) => b.issuedAt.getTime() - a.issuedAt.getTime() || b.id - a.id)
        .slice(0, 20)
        .map(one => ({ id: one.id, holderName: maskName(one.holderName), title: maskNameIn(one.title, one.holderName), unit: one.unit })),
      issuedToday: issuedBetween(day(0), day(0)),
    },
    matrix: people
      .map(person => {
        const states = requiredOf(person).map(templateId => stateOf(person, templateId))
        return { employeeNo: person.employeeNo, fullName: person.fullName, missing: states.filter(state => state === 'missing').length }
      })
      .toSorted((a, b) => b.missing - a.missing),
  }
}
