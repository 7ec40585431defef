import type { Db } from '../db/connect.ts'
import { takeNamesOut } from '../db/names.ts'
import { execute } from '../db/query.ts'

/** Forgets why somebody was given badges, and takes their name out of why others were. */
export const forgetInBadges = async (tx: Db, userId: number, names: readonly string[]): Promise<void> => {
  await execute(tx, "UPDATE user_badges SET reason = '' WHERE user_id = :userId AND reason IS NOT NULL", { userId })
  await takeNamesOut(tx, [{ table: 'user_badges', key: ['user_id', 'badge_id'], columns: ['reason'] }], names)
}
