import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anEmployee, aUnit, templateOf, type Employee, type Unit } from '../../test/builders.ts'
import { aHouse, engines, type House } from '../../test/house.ts'
import { aBadge } from '../../test/badges.ts'
import { anExam } from '../../test/exams.ts'
import { aCourse } from '../../test/learning.ts'
import { appendOutbox } from '../audit/outbox.ts'
import { lockLearner } from '../badges/events.ts'
import { recordEvents, whenOf } from '../badges/record.ts'
import { issueWithin } from '../certificates/issueWithin.ts'
import { revokeCertificate } from '../certificates/revoke.ts'
import { inTransaction, type Db } from '../db/connect.ts'
import { execute, select, text } from '../db/query.ts'
import { insertEnrolment } from '../courses/store.ts'
import { beginAttempt } from '../exams/begin.ts'
import { submitAttempt } from '../exams/submit.ts'
import { rebuildRollups } from './rebuild.ts'
import { rollups } from './rollups.ts'
import { verifyRollups } from './verify.ts'
import { bringUpToDate } from './worker.ts'

/** Chance that is the same in each run. */
const chance = (seed: number) => {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return { next, below: (count: number) => Math.floor(next() * count) }
}

/** A database whose connection breaks now and then, as when the process is killed: what was open is rolled back. */
const breaking = (db: Db, often: () => boolean): Db => {
  const query = db.sequelize.query.bind(db.sequelize) as (...args: unknown[]) => Promise<unknown>
  const sequelize = new Proxy(db.sequelize, {
    get: (target, name) => {
      if (name === 'query') return (...args: unknown[]) => (often() ? Promise.reject(new Error('killed')) : query(...args))
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  })
  return { ...db, sequelize }
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

const issue = ({ house }: Company, { employeeNo }: Employee, templateId: number, title: string) =>
  inTransaction(house.deps.db, tx => issueWithin(tx, house.deps, { order: { templateId, employeeNo, title }, replaces: true }))

const revokeAny = async ({ house: { deps } }: Company, at: number) => {
  const rows = await select(deps.db, 'SELECT certificate_no FROM user_certificates WHERE revoked_at IS NULL ORDER BY id')
  const chosen = rows[at % Math.max(1, rows.length)]
  if (chosen) await revokeCertificate(deps, text(chosen['certificate_no']), '试', 1)
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
const moveUnit = ({ house: { deps } }: Company, team: Unit, to: Unit) =>
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

describe.each(engines)('sums by unit, on %s', engine => {
  let house: House
  beforeAll(async () => {
    house = await aHouse(engine)
  })
  afterAll(() => house.close())

  it('are what the rows come to, whatever happens in whatever order, and however often the worker is killed', async () => {
    const { below, next } = chance(20261123)
    const company = await aCompany(house)
    const { units, people } = company
    const [exam, course] = [await templateOf(house, 'exam'), await templateOf(house, 'course')]
    const courseIds = [await aCourse(house), await aCourse(house)].map(({ id }) => id)
    const sat = await anExam(house, { templateId: null, attempts: null })
    await aBadge(house, 'learning', { statistic: 'lessonsDone', atLeast: 2 })
    const anyOf = <T>(all: readonly T[]): T => all[below(all.length)] as T
    const deeds = [
      () => issue(company, anyOf(people), anyOf([exam, course]), `课 ${below(3)}`).catch(() => undefined),
      () => issue(company, anyOf(people), anyOf([exam, course]), `课 ${below(3)}`).catch(() => undefined),
      () => revokeAny(company, below(1000)),
      () => movePerson(company, anyOf(people), anyOf(units)),
      () => leave(company, anyOf(people), next() < 0.7),
      () => moveUnit(company, anyOf(units.slice(3)), anyOf(units.slice(1, 3))),
      () => require(company, anyOf(units), anyOf([exam, course])),
      () => learn(company, anyOf(people), anyOf(courseIds), 1 + below(9), next() < 0.5),
      () => learn(company, anyOf(people), anyOf(courseIds), 1 + below(9), next() < 0.5),
      () => sitExam(company, anyOf(people), sat.id).catch(() => undefined),
      () => Promise.resolve(house.clock.pass(86_400_000 * below(40))),
    ]
    const fragile = { ...house.deps, db: breaking(house.deps.db, () => next() < 0.02) }
    for (let n = 0; n < 200; n++) {
      await anyOf(deeds)()
      if (next() < 0.2) await bringUpToDate(fragile).catch(() => undefined)
    }
    await bringUpToDate(house.deps)
    expect(await verifyRollups(house.deps)).toEqual([])
    for (const { table } of Object.values(rollups))
      expect(await select(house.deps.db, `SELECT '${table}' AS name FROM ${table} LIMIT 1`)).toEqual([{ name: table }])
  })

  it('are right again after a rebuild, whatever was wrong', async () => {
    const { db } = house.deps
    await execute(db, 'DELETE FROM org_daily')
    await execute(db, 'UPDATE coverage SET people = people + 1')
    await execute(db, "UPDATE holdings SET until_day = '2020-01-01'")
    await execute(db, 'DELETE FROM exam_scores')
    expect((await verifyRollups(house.deps)).length).toBeGreaterThan(0)
    await rebuildRollups(house.deps)
    await bringUpToDate(house.deps)
    expect(await verifyRollups(house.deps)).toEqual([])
  })
})
