import type { PathNode } from '@wallet/shared/growth/path'
import type { Learner } from '../badges/award.ts'
import type { Db } from '../db/connect.ts'
import { number, select, text, type Row } from '../db/query.ts'

const learnerOf = (row: Row): Learner => ({ userId: number(row['user_id']), employeeNo: text(row['employee_no']) })

/** Something that may have brought an active learner to the end of a path. */
export interface Step {
  readonly id: number
  readonly learner: Learner
}

/** Such events after one, in their order. */
export const listSteps = async (db: Db, after: number, limit: number): Promise<Step[]> => {
  const rows = await select(
    db,
    `SELECT e.id, e.user_id, u.employee_no FROM learning_events e JOIN users u ON u.id = e.user_id
     WHERE e.id > :after AND e.kind IN ('courseCompleted', 'examTaken', 'certificateIssued') ORDER BY e.id LIMIT :limit`,
    { after, limit },
  )
  return rows.map(row => ({ id: number(row['id']), learner: learnerOf(row) }))
}

/** Those of these paths that this learner has completed before. */
export const listCompletedPaths = async (db: Db, userId: number): Promise<ReadonlySet<string>> =>
  new Set(
    (await select(db, "SELECT event_key FROM learning_events WHERE user_id = :userId AND event_key >= 'path:' AND event_key < 'path;'", { userId })).map(row =>
      text(row['event_key']),
    ),
  )

const doneBy: Readonly<Record<PathNode['kind'], string>> = {
  course: 'SELECT user_id FROM enrolments WHERE course_id = :id AND completed_at IS NOT NULL',
  exam: 'SELECT user_id FROM attempts WHERE exam_id = :id AND is_passed = 1',
  certificate: 'SELECT user_id FROM user_certificates WHERE template_id = :id',
}

/** Active learners after this one who have done a node. */
export const listDone = async (db: Db, kind: PathNode['kind'], id: number, after: number, limit: number): Promise<Learner[]> => {
  const rows = await select(
    db,
    `SELECT u.id AS user_id, u.employee_no FROM users u WHERE u.id IN (${doneBy[kind]}) AND u.id > :after AND u.is_active = 1 ORDER BY u.id LIMIT :limit`,
    { id, after, limit },
  )
  return rows.map(learnerOf)
}
