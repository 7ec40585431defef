import { PathStage } from '@wallet/shared/growth/path'
import type { Db } from '../db/connect.ts'
import { select, text } from '../db/query.ts'

const requiredBy = (stages: unknown): number[] =>
  PathStage.array()
    .parse(JSON.parse(text(stages)))
    .flatMap(({ nodes }) => nodes)
    .flatMap(node => (node.kind === 'course' && node.isRequired ? [node.courseId] : []))

/** The courses that the growth path of this person's post requires. */
export const listRequired = async (db: Db, userId: number): Promise<ReadonlySet<number>> => {
  const paths = await select(db, "SELECT p.stages FROM growth_paths p JOIN users u ON u.post = p.post WHERE u.id = :userId AND p.state = 'published'", {
    userId,
  })
  return new Set(paths.flatMap(path => requiredBy(path['stages'])))
}
