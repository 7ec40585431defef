import type { LearningEvent } from '@wallet/shared/badges/event'
import type { Learner } from '../badges/award.ts'
import type { Brought } from '../badges/earned.ts'
import { issuedEvent, recordEvents, whenOf } from '../badges/record.ts'
import { issueWithin } from '../certificates/issueWithin.ts'
import type { CertificateRow } from '../certificates/row.ts'
import type { Db } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { listCourseCertificates, listRewards, type ShelfCourse } from './store.ts'

/**
 * The certificate of a course that is completed. It is issued once: one that was revoked or has run out is not issued anew by opening a
 * lesson. Where its template was not in use at the time, it comes with the first report after that.
 */
const issueFor = async (tx: Db, deps: Deps, { employeeNo, userId }: Learner, course: ShelfCourse, percent: number): Promise<CertificateRow | null> => {
  const { title, summary: description, templateId } = course.outline
  if (templateId === null || !(await listRewards(tx)).has(templateId) || (await listCourseCertificates(tx, userId)).has(course.id)) return null
  const order = { templateId, employeeNo, title, description, courseId: course.id, completionRate: percent }
  return (await issueWithin(tx, deps, { order, replaces: false })).certificate
}

interface Completion {
  readonly course: ShelfCourse
  readonly percent: number
  /** Whether it was completed just now. */
  readonly isNew: boolean
  /** What happened before it, in the same breath. */
  readonly earlier: readonly LearningEvent[]
  readonly now: Date
}

/** What a completed course brings: its certificate and, with all that happened, badges. */
export const recordCompletion = async (tx: Db, deps: Deps, learner: Learner, { course, percent, isNew, earlier, now }: Completion): Promise<Brought> => {
  const certificate = await issueFor(tx, deps, learner, course, percent)
  const { badges } = await recordEvents(tx, deps, learner, [
    ...earlier,
    ...(isNew ? [{ kind: 'courseCompleted', ...whenOf(deps, now), courseId: course.id } as const] : []),
    ...(certificate ? [issuedEvent(deps, certificate)] : []),
  ])
  return { certificate, badges }
}
