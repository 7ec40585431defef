import { completionOf, reaches } from '@wallet/shared/courses/progress'
import { follower } from '../audit/follow.ts'
import type { Learner } from '../badges/award.ts'
import { forgetVerdicts } from '../badges/earned.ts'
import { lockLearner } from '../badges/events.ts'
import { inTransaction } from '../db/connect.ts'
import { number, select, text } from '../db/query.ts'
import type { Deps } from '../deps.ts'
import { completedIn } from './card.ts'
import { recordCompletion } from './recordCompletion.ts'
import { findOnShelf, listCompleted, saveEnrolment } from './store.ts'

/** Those who are in the middle of a course and have completed some of it. */
const listUnderWay = async ({ db }: Pick<Deps, 'db'>, courseId: number): Promise<Learner[]> => {
  const rows = await select(
    db,
    `SELECT u.id, u.employee_no FROM enrolments e JOIN users u ON u.id = e.user_id
     WHERE e.course_id = :courseId AND e.completed_at IS NULL AND u.is_active = 1
       AND EXISTS (SELECT 1 FROM lesson_progress p WHERE p.user_id = e.user_id AND p.course_id = e.course_id AND p.completed_at IS NOT NULL)
     ORDER BY u.id`,
    { courseId },
  )
  return rows.map(row => ({ userId: number(row['id']), employeeNo: text(row['employee_no']) }))
}

/** Completes the course for one learner, if what is left of it is what they have learnt. */
const settle = async (deps: Deps, learner: Learner, courseId: number): Promise<void> => {
  const brought = await inTransaction(deps.db, async tx => {
    await lockLearner(tx, learner.userId)
    const course = await findOnShelf(tx, learner.userId, courseId)
    if (!course?.enrolment || course.enrolment.completedAt) return null
    const completion = completionOf(course.outline.lessons, completedIn({ completed: await listCompleted(tx, learner.userId) }, course))
    if (!reaches(completion, course.outline.threshold)) return null
    const now = deps.clock.now()
    await saveEnrolment(tx, learner.userId, courseId, { ...course.enrolment, completedAt: now })
    return recordCompletion(tx, deps, learner, { course, percent: completion.percent, isNew: true, earlier: [], now })
  })
  if (brought) forgetVerdicts(deps, brought)
}

/**
 * Follows the versions of courses: where a newer one asks for less, by fewer lessons or a lower threshold, whoever has learnt as much has
 * completed it, and has its certificate, without having to open it again.
 */
export const settleCourses = (deps: Deps): (() => Promise<number>) =>
  follower(deps, {
    name: 'courses',
    read: async (after, limit) => {
      const rows = await select(deps.db, 'SELECT id, course_id FROM course_versions WHERE id > :after ORDER BY id LIMIT :limit', { after, limit })
      return rows.map(row => ({ id: number(row['id']), courseId: number(row['course_id']) }))
    },
    handle: async ({ courseId }) => {
      const failures: unknown[] = []
      // One for whom it cannot be done does not stand in the way of all others.
      for (const learner of await listUnderWay(deps, courseId)) await settle(deps, learner, courseId).catch((error: unknown) => failures.push(error))
      if (failures.length > 0) throw new AggregateError(failures, 'a course could not be completed for everybody')
    },
  })
