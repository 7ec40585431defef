import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { record } from '../../test/badges.ts'
import { anEmployee } from '../../test/builders.ts'
import { anExam } from '../../test/exams.ts'
import { aCertificateOf } from '../../test/holders.ts'
import { aHouse, engines, type House } from '../../test/house.ts'
import { aCourse } from '../../test/learning.ts'
import { whenOf } from '../badges/record.ts'
import { insertEnrolment } from '../courses/store.ts'
import { date, execute, instant, number, numberOrNull, select } from '../db/query.ts'
import { beginAttempt } from '../exams/begin.ts'
import { listRenewing } from './renewal.ts'
import { isRenewing } from './renewalWhere.ts'

const dayMs = 86_400_000

describe.each(engines)('having begun to renew, on %s', engine => {
  let house: House
  beforeAll(async () => {
    house = await aHouse(engine)
  })
  afterAll(() => house.close())

  it('is the same rule for those who count certificates and for those who look for them', async () => {
    const { db, clock } = house.deps
    const now = clock.now()
    const [course, other] = [await aCourse(house), await aCourse(house)]
    const exam = await anExam(house, { templateId: null, attempts: null })
    const deeds = {
      sits: (id: number, employeeNo: string) => beginAttempt(house.deps, { userId: id, employeeNo }, exam.id),
      enrols: (id: number) => insertEnrolment(db, id, course.id, now),
      studies: (userId: number, employeeNo: string) =>
        record(house, { userId, employeeNo }, { kind: 'lessonStudied', ...whenOf(house.deps), lessonId: course.lessonIds[0] ?? 0, seconds: 9 }),
      completes: (userId: number, employeeNo: string) =>
        record(house, { userId, employeeNo }, { kind: 'lessonCompleted', ...whenOf(house.deps), lessonId: course.lessonIds[1] ?? 0 }),
      studiesAnother: (userId: number, employeeNo: string) =>
        record(house, { userId, employeeNo }, { kind: 'lessonStudied', ...whenOf(house.deps), lessonId: other.lessonIds[0] ?? 0, seconds: 9 }),
    }
    const begun = new Map<number, string>()
    for (const [name, deed] of Object.entries(deeds))
      for (const [hoursLeft, issuedDaysAgo] of [
        [90 * 24 - 1, 300],
        [90 * 24, 300],
        [90 * 24 + 1, 300],
        [0, 300],
        [20 * 24, 0],
        [20 * 24, -1],
      ] as const) {
        const person = await anEmployee(house)
        const { id } = await aCertificateOf(house, person, { examId: exam.id, courseId: course.id })
        const issuedAt = instant(db, new Date(now.getTime() - issuedDaysAgo * dayMs))
        const validUntil = instant(db, new Date(now.getTime() + hoursLeft * 3_600_000))
        await execute(db, 'UPDATE user_certificates SET issued_at = :issuedAt, valid_until = :validUntil WHERE id = :id', { issuedAt, validUntil, id })
        await deed(person.id, person.employeeNo)
        begun.set(id, `${name}, ${hoursLeft} hours left, issued ${issuedDaysAgo} days ago`)
      }
    const rows = await select(db, 'SELECT id, user_id, course_id, exam_id, issued_at, valid_until FROM user_certificates')
    const endings = rows.map(row => ({
      ...{ id: number(row['id']), userId: number(row['user_id']), courseId: numberOrNull(row['course_id']), examId: numberOrNull(row['exam_id']) },
      ...{ issuedAt: date(row['issued_at']), validUntil: date(row['valid_until']) },
    }))
    const counted = [...(await listRenewing(db, endings))].map(id => begun.get(id)).toSorted()
    const found = await select(db, `SELECT c.id FROM user_certificates c WHERE ${isRenewing(db)}`)
    expect(found.map(row => begun.get(number(row['id']))).toSorted()).toEqual(counted)
    const inTime = [2159, 2160].map(hours => `${hours} hours left, issued 300 days ago`)
    expect(counted).toEqual(['completes', 'enrols', 'sits', 'studies'].flatMap(name => inTime.map(one => `${name}, ${one}`)))
  })
})
