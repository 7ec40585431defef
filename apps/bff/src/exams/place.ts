import type { Db } from '../db/connect.ts'
import { number, select } from '../db/query.ts'
import { pathAfter } from '../certificates/store.ts'

/** Where somebody stands: how many have done better, and among how many. */
export interface Place {
  readonly rank: number
  readonly people: number
}

/** The department of whoever is in this unit: the unit below the root, or the root itself. */
const departmentOf = (path: string) => /^\/\d+\/(\d+\/)?/.exec(path)?.[0] ?? path

/** The best score of one person among the people of their department; people who keep off the boards are not counted. Null: there is nobody else. */
export const placeInDepartment = async (db: Db, { userId, unit }: { userId: number; unit: { path: string } }, examId: number): Promise<Place | null> => {
  const path = departmentOf(unit.path)
  const rows = await select(
    db,
    `SELECT a.user_id, MAX(a.score) AS best FROM attempts a JOIN users u ON u.id = a.user_id JOIN org_units o ON o.id = u.org_unit_id
     WHERE a.exam_id = :examId AND a.ended_at IS NOT NULL AND o.path >= :path AND o.path < :after AND (a.user_id = :userId OR (u.is_active = 1 AND u.is_off_boards = 0))
     GROUP BY a.user_id`,
    { examId, userId, path, after: pathAfter(path) },
  )
  const mine = number(rows.find(row => number(row['user_id']) === userId)?.['best'] ?? 0)
  return rows.length > 1 ? { rank: 1 + rows.filter(row => number(row['best']) > mine).length, people: rows.length } : null
}
