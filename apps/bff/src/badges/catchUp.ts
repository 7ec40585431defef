import type { Badge } from '@wallet/shared/badges/badge'
import { evaluate } from '@wallet/shared/badges/evaluate'
import { nothingYet, type LearnerStatistics } from '@wallet/shared/badges/statistics'
import { savePosition } from '../audit/follow.ts'
import { listWalks, walkEnd, type Walk } from '../audit/walk.ts'
import { inTransaction } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { Learner } from './award.ts'
import { forgetVerdicts } from './earned.ts'
import { recordAwards, whenOf } from './record.ts'
import { listPublishedBadges, listWithout, type PublishedBadge } from './walkStore.ts'

const atOnce = 500

const award = async (deps: Deps, learner: Learner, { category }: Badge) => {
  try {
    const { badges } = await inTransaction(deps.db, tx => recordAwards(tx, deps, learner, [category]))
    forgetVerdicts(deps, { certificate: null, badges })
  } catch (error) {
    deps.log.error({ err: error, userId: learner.userId }, 'a badge that was earned before could not be given')
  }
}

const hasEarned = ({ rule, category }: Badge, part: LearnerStatistics[Badge['category']], today: string) =>
  evaluate(rule, { ...nothingYet, [category]: part }, today).isMet

const step = async (deps: Deps, { name, item: badge, position }: Walk<PublishedBadge>) => {
  const learners = await listWithout(deps.db, badge, position, atOnce)
  const { day: today } = whenOf(deps)
  for (const { part, ...learner } of learners) if (hasEarned(badge, part, today)) await award(deps, learner, badge)
  await savePosition(deps.db, name, learners.length < atOnce ? walkEnd : (learners.at(-1)?.userId ?? walkEnd))
}

/**
 * Gives a badge that was published later to everyone who had earned it: each turn goes on with one badge, some learners further, and answers
 * how many badges are still on their way. The position is kept, so that a restart goes on where it was.
 */
export const catchUpBadges = (deps: Deps) => async (): Promise<number> => {
  const walks = await listWalks(deps.db, 'badge', await listPublishedBadges(deps.db))
  const [next] = walks
  if (next) await step(deps, next)
  return walks.length
}
