import type { LearningEvent } from '@wallet/shared/badges/event'
import type { Road } from '@wallet/shared/growth/road'
import { follower, savePosition } from '../audit/follow.ts'
import { listWalks, walkEnd, type Walk } from '../audit/walk.ts'
import type { Learner } from '../badges/award.ts'
import { forgetVerdicts } from '../badges/earned.ts'
import { recordEvents, whenOf } from '../badges/record.ts'
import { inTransaction } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { listCompletedPaths, listDone, listSteps } from './completeStore.ts'
import { listPaths, type PathRow } from './pathStore.ts'
import { idOf, walkAlong } from './road.ts'

const atOnce = 100

/** When the end of a road was reached; null: it has not been. */
const reachedAt = ({ here, stages }: Road): Date | null => (here === null ? (stages.at(-1)?.doneAt ?? null) : null)

/** Records those of these paths that the learner has come to the end of, each once, with the badges for it. */
const settle = async (deps: Deps, learner: Learner, paths: readonly PathRow[]) => {
  const completed = await listCompletedPaths(deps.db, learner.userId)
  const events: LearningEvent[] = []
  for (const path of paths.filter(({ id }) => !completed.has(`path:${id}`))) {
    const at = reachedAt((await walkAlong(deps, learner.userId, path)).road)
    if (at) events.push({ kind: 'pathCompleted', ...whenOf(deps, at), pathId: path.id })
  }
  if (events.length === 0) return
  const { badges } = await inTransaction(deps.db, tx => recordEvents(tx, deps, learner, events))
  forgetVerdicts(deps, { certificate: null, badges })
}

/** Follows what learners do, and notices when one comes to the end of a path. */
export const followPaths = (deps: Deps): (() => Promise<number>) =>
  follower(deps, {
    name: 'paths',
    read: (after, limit) => listSteps(deps.db, after, limit),
    handle: async ({ learner }) => settle(deps, learner, await listPaths(deps.db)),
  })

/** Whoever has completed a path has done this; few others have. */
const lastRequired = ({ stages }: PathRow) => stages.flatMap(({ nodes }) => nodes).findLast(({ isRequired }) => isRequired)

const step = async (deps: Deps, { name, item: path, position }: Walk<PathRow>) => {
  const gate = lastRequired(path)
  const learners = gate ? await listDone(deps.db, gate.kind, idOf(gate), position, atOnce) : []
  for (const learner of learners) await settle(deps, learner, [path])
  await savePosition(deps.db, name, learners.length < atOnce ? walkEnd : (learners.at(-1)?.userId ?? walkEnd))
}

/** Finds those who had come to the end of a path before it was published; answers how many paths are still to be looked at. */
export const catchUpPaths = (deps: Deps) => async (): Promise<number> => {
  const walks = await listWalks(deps.db, 'path', await listPaths(deps.db))
  const [next] = walks
  if (next) await step(deps, next)
  return walks.length
}
