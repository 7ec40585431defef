import type { IssueOrder } from '@wallet/shared/certificates/certificate'
import { badgeCategories } from '@wallet/shared/badges/category'
import type { DuplicatePolicy } from '@wallet/shared/issuing/batch'
import { fail, Failure } from '@wallet/shared/problem'
import { appendOutbox } from '../src/audit/outbox.ts'
import { lockLearner } from '../src/badges/events.ts'
import { recordEvents, whenOf } from '../src/badges/record.ts'
import { changeStatus } from '../src/certificates/changeStatus.ts'
import { issueMany } from '../src/certificates/issueMany.ts'
import { issueWithin } from '../src/certificates/issueWithin.ts'
import { reissueCertificate } from '../src/certificates/reissue.ts'
import { renewCertificate } from '../src/certificates/renew.ts'
import { revokeCertificate } from '../src/certificates/revoke.ts'
import { insertEnrolment } from '../src/courses/store.ts'
import { inTransaction } from '../src/db/connect.ts'
import { execute, select, text } from '../src/db/query.ts'
import { beginAttempt } from '../src/exams/begin.ts'
import { submitAttempt } from '../src/exams/submit.ts'
import { listByEmployeeNos } from '../src/people/store.ts'
import { findCurrentTemplate } from '../src/templates/store.ts'
import { aBadge } from './badges.ts'
import { anEmployee, aUnit, templateOf, type Employee, type Unit } from './builders.ts'
import { anExam } from './exams.ts'
import type { House } from './house.ts'
import { aCourse } from './learning.ts'

/** Chance that is the same in each run. */
export const chance = (seed: number) => {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return { next, below: (count: number) => Math.floor(next() * count) }
}

interface Company {
  readonly house: House
  readonly units: Unit[]
  readonly people: Employee[]
}

const aCompany = async (house: House): Promise<Company> => {
  const root = await aUnit(house)
  const departments = [await aUnit(house, { parent: root }), await aUnit(house, { parent: root })]
  const teams: Unit[] = []
  for (const parent of [...departments, ...departments]) teams.push(await aUnit(house, { parent }))
  const units = [root, ...departments, ...teams]
  const people: Employee[] = []
  for (let n = 0; n < 14; n++) people.push(await anEmployee(house, { unit: units[n % units.length] ?? root }))
  return { house, units, people }
}

type Order = Pick<IssueOrder, 'templateId' | 'title' | 'courseId' | 'examId' | 'validUntil'>
const dayMs = 86_400_000

/** Issues by a clock that is so many days ahead of that of the house. */
const issue = ({ house: { deps, clock } }: Company, { employeeNo }: Employee, order: Order, ahead = 0) =>
  inTransaction(deps.db, tx =>
    issueWithin(tx, { ...deps, clock: { now: () => new Date(clock.now().getTime() + ahead * dayMs) } }, { order: { ...order, employeeNo }, replaces: true }),
  )

/** Does something with one of the certificates that could be meant. */
const withAny = async ({ house: { deps } }: Company, at: number, which: string, deed: (certificateNo: string) => Promise<unknown>) => {
  const rows = await select(deps.db, `SELECT certificate_no FROM user_certificates WHERE ${which} ORDER BY id`)
  const chosen = rows[at % Math.max(1, rows.length)]
  if (chosen) await deed(text(chosen['certificate_no']))
}

const inForce = 'revoked_at IS NULL AND suspended_at IS NULL AND superseded_by_id IS NULL'
/** What an issuer does to certificates at the desk. */
const deskDeeds = (company: Company, { below, next }: ReturnType<typeof chance>) => {
  const { deps } = company.house
  const order = { by: 1, reason: '试', idempotencyKey: null }
  const suspend = (certificateNo: string) => changeStatus(deps, { ...order, certificateNo, deed: 'suspend' })
  const restore = (certificateNo: string) => changeStatus(deps, { ...order, certificateNo, deed: 'restore' })
  const renew = (certificateNo: string) => renewCertificate(deps, { ...order, certificateNo, renewal: {} })
  const correct = (certificateNo: string) => {
    const dates = next() < 0.5 ? { issuedOn: `2026-0${1 + below(9)}-15`, validUntil: `2027-0${1 + below(9)}-15` } : {}
    return reissueCertificate(deps, { ...order, certificateNo, correction: { reason: '写错了', title: `更正 ${below(1000)}`, ...dates } })
  }
  return [
    () => withAny(company, below(1000), 'revoked_at IS NULL', one => revokeCertificate(deps, one, '试', 1)),
    () => withAny(company, below(1000), inForce, suspend),
    () => withAny(company, below(1000), 'suspended_at IS NOT NULL AND revoked_at IS NULL', restore),
    () => withAny(company, below(1000), `${inForce} AND valid_until IS NOT NULL`, renew),
    () => withAny(company, below(1000), inForce, correct),
  ]
}

/** Issues to several at once, as a list does. */
const issueList = async ({ house: { deps }, people }: Company, order: Omit<IssueOrder, 'employeeNo'>, from: number, duplicates: DuplicatePolicy) => {
  const template = (await findCurrentTemplate(deps.db, order.templateId)) ?? fail('template_not_found')
  const several = people.slice(from, from + 5).map(({ employeeNo }) => employeeNo)
  const wanted = (await listByEmployeeNos(deps.db, several)).map(person => ({ person, order: { ...order, employeeNo: person.employeeNo } }))
  await inTransaction(deps.db, tx => issueMany(tx, deps, { template, issuedBy: 1, duplicates, wanted }))
}

const movePerson = ({ house: { deps } }: Company, { id: userId }: Employee, to: Unit) =>
  inTransaction(deps.db, async tx => {
    const [row] = await select(tx, 'SELECT org_unit_id FROM users WHERE id = :userId', { userId })
    await execute(tx, 'UPDATE users SET org_unit_id = :to WHERE id = :userId', { to: to.id, userId })
    await appendOutbox(tx, 'person.changed', { userId, unitIds: [Number(row?.['org_unit_id']), to.id] }, deps.clock.now())
  })

const leave = ({ house: { deps } }: Company, { id: userId }: Employee, isActive: boolean) =>
  inTransaction(deps.db, async tx => {
    const [row] = await select(tx, 'SELECT org_unit_id FROM users WHERE id = :userId', { userId })
    await execute(tx, 'UPDATE users SET is_active = :isActive WHERE id = :userId', { isActive, userId })
    await appendOutbox(tx, 'person.changed', { userId, unitIds: [Number(row?.['org_unit_id'])] }, deps.clock.now())
  })

/** Moves a team below another department. */
export const moveUnit = ({ deps }: House, team: Unit, to: Unit) =>
  inTransaction(deps.db, async tx => {
    const [row] = await select(tx, 'SELECT parent_id FROM org_units WHERE id = :id', { id: team.id })
    await execute(tx, 'UPDATE org_units SET parent_id = :to, path = :path WHERE id = :id', { to: to.id, path: `${to.path}${team.id}/`, id: team.id })
    await appendOutbox(tx, 'unit.moved', { unitId: team.id, parentIds: [Number(row?.['parent_id']), to.id] }, deps.clock.now())
  })

const require = ({ house: { deps } }: Company, { id: unitId }: Unit, templateId: number) =>
  inTransaction(deps.db, async tx => {
    await execute(
      tx,
      "INSERT INTO requirements (unit_id, post, template_id, position, created_at) VALUES (:unitId, NULL, :templateId, 1, '2026-11-23 00:00:00.000')",
      {
        unitId,
        templateId,
      },
    )
    await appendOutbox(tx, 'requirement.changed', { unitId }, deps.clock.now())
  })

/** Learns on a day that lies some days back: begins or finishes a course, does a lesson, earns what comes of it. */
const learn = async ({ house }: Company, { id: userId, employeeNo }: Employee, courseId: number, lessonId: number, isThrough: boolean) => {
  const { db, clock } = house.deps
  const when = whenOf(house.deps)
  await inTransaction(db, async tx => {
    await lockLearner(tx, userId)
    const [row] = await select(tx, 'SELECT 1 AS n FROM enrolments WHERE user_id = :userId AND course_id = :courseId', { userId, courseId })
    const enrolment = row ? null : await insertEnrolment(tx, userId, courseId, clock.now())
    if (isThrough && !enrolment)
      await execute(tx, 'UPDATE enrolments SET completed_at = :at WHERE user_id = :userId AND course_id = :courseId', {
        userId,
        courseId,
        at: when.at.replace('T', ' ').replace('Z', ''),
      })
    await recordEvents(tx, house.deps, { userId, employeeNo }, [
      { kind: 'lessonStudied', ...when, lessonId, seconds: 60 },
      { kind: 'lessonCompleted', ...when, lessonId },
      ...(isThrough && !enrolment ? [{ kind: 'courseCompleted' as const, ...when, courseId }] : []),
    ])
  })
}

const sitExam = async ({ house: { deps } }: Company, { id: userId, employeeNo }: Employee, examId: number) => {
  const { attempt } = await beginAttempt(deps, { userId, employeeNo }, examId)
  await submitAttempt(deps, { userId, employeeNo }, attempt.id)
}

/** Shows a badge in another category than before. */
const rename = async ({ house: { deps } }: Company, badgeId: number, category: string) =>
  inTransaction(deps.db, async tx => {
    await execute(tx, 'UPDATE badges SET category = :category WHERE id = :badgeId', { badgeId, category })
    await appendOutbox(tx, 'badge.changed', { badgeId }, deps.clock.now())
  })

/** Something that happens in a company, chosen by chance: of many kinds, some of them refused. */
export const deedsIn = async (house: House, luck: ReturnType<typeof chance>): Promise<() => Promise<unknown>> => {
  const { below, next } = luck
  const company = await aCompany(house)
  const { units, people } = company
  const [exam, course] = [await templateOf(house, 'exam'), await templateOf(house, 'course')]
  const courses = [await aCourse(house), await aCourse(house)]
  const sat = await anExam(house, { templateId: null, attempts: null })
  const badgeId = await aBadge(house, 'learning', { statistic: 'lessonsDone', atLeast: 2 })
  const anyOf = <T>(all: readonly T[]): T => all[below(all.length)] as T
  const endIn = (days: number) => new Date(house.clock.now().getTime() + days * dayMs).toISOString()
  const sources = [{}, ...courses.map(({ id: courseId }) => ({ courseId })), { examId: sat.id }]
  const order = () => ({ templateId: anyOf([exam, course]), title: `课 ${below(3)}`, ...anyOf(sources), ...anyOf([{}, { validUntil: endIn(1 + below(150)) }]) })
  const study = () => {
    const { id, lessonIds } = anyOf(courses)
    return learn(company, anyOf(people), id, anyOf(lessonIds), next() < 0.5)
  }
  const deeds = [
    () => issue(company, anyOf(people), order()),
    () => issue(company, anyOf(people), order()),
    () => issue(company, anyOf(people), { templateId: exam, title: '课' }, 1 + below(40)),
    () => issueList(company, order(), below(12), anyOf(['skip', 'renew'])),
    ...deskDeeds(company, luck),
    () => movePerson(company, anyOf(people), anyOf(units)),
    () => leave(company, anyOf(people), next() < 0.7),
    () => moveUnit(house, anyOf(units.slice(3)), anyOf(units.slice(1, 3))),
    () => require(company, anyOf(units), anyOf([exam, course])),
    study,
    study,
    study,
    () => sitExam(company, anyOf(people), sat.id),
    () => rename(company, badgeId, anyOf(badgeCategories)),
    () => Promise.resolve(house.clock.pass(dayMs * below(25))),
  ]
  return () =>
    anyOf(deeds)().catch((error: unknown) => {
      if (!(error instanceof Failure)) throw error
    })
}
