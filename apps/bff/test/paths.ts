import { GrowthPathDraft, type PathNode } from '@wallet/shared/growth/path'
import { insertPath, publishPath } from '../src/growth/write.ts'
import { execute } from '../src/db/query.ts'
import { inTransaction } from '../src/db/connect.ts'
import type { House } from './house.ts'

export const courseNode = (courseId: number, isRequired = true): PathNode => ({ kind: 'course', courseId, isRequired })
export const examNode = (examId: number, isRequired = true): PathNode => ({ kind: 'exam', examId, isRequired })
export const certificateNode = (templateId: number, isRequired = true): PathNode => ({ kind: 'certificate', templateId, isRequired })

const titles = [
  { title: '新人', englishTitle: 'Newcomer' },
  { title: '骨干', englishTitle: 'Key member' },
  { title: '专家', englishTitle: 'Expert' },
]

/** A growth path for a post, stage by stage; published where nothing else is said. Its id. */
export const aPath = (
  { deps: { db, clock } }: House,
  post: string,
  stages: readonly (readonly PathNode[])[],
  { state = 'published', ...more }: { state?: 'draft' | 'published'; title?: string; sortOrder?: number } = {},
): Promise<number> =>
  inTransaction(db, async tx => {
    const draft = { title: `${post}成长路径`, englishTitle: 'A path', post, ...more, stages: stages.map((nodes, at) => ({ ...titles[at], nodes })) }
    const id = await insertPath(tx, GrowthPathDraft.parse(draft), clock.now())
    if (state === 'published') await publishPath(tx, id, clock.now())
    return id
  })

/** Gives somebody a post. */
export const givePost = ({ deps: { db } }: House, userId: number, post: string): Promise<void> =>
  execute(db, 'UPDATE users SET post = :post WHERE id = :userId', { userId, post })
