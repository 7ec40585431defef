import type { CourseProgress } from '@wallet/shared/courses/learning'
import { fail } from '@wallet/shared/problem'
import { lockLearner } from '../badges/events.ts'
import { inTransaction } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { completedIn, progressOf } from './card.ts'
import { findOnShelf, insertEnrolment, listCompleted, listCourseCertificates } from './store.ts'

/** Enrols a person, once; a course that is retired takes nobody new. */
export const enrol = ({ db, clock }: Pick<Deps, 'db' | 'clock'>, userId: number, courseId: number): Promise<{ isNew: boolean; progress: CourseProgress }> =>
  inTransaction(db, async tx => {
    await lockLearner(tx, userId)
    const course = (await findOnShelf(tx, userId, courseId)) ?? fail('course_not_found')
    const enrolment = course.enrolment ?? (await insertEnrolment(tx, userId, courseId, clock.now()))
    const [completed, certificates] = [await listCompleted(tx, userId), await listCourseCertificates(tx, userId)]
    const progress = progressOf(course, enrolment, completedIn({ completed }, course), certificates.get(courseId) ?? null)
    return { isNew: course.enrolment === null, progress }
  })
