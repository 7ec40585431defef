import type { BadgeCategory } from '@wallet/shared/badges/category'
import { evaluate } from '@wallet/shared/badges/evaluate'
import { inTransaction } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { Awarded, Learner } from './award.ts'
import { recordAwards, whenOf } from './record.ts'
import { loadStatistics } from './statisticsStore.ts'
import { listOpenBadges } from './store.ts'

/**
 * Gives a learner what badges of one category they have earned and not got, as when a badge is published after the deed. Touches that
 * category's statistics only. Asking twice gives nothing twice; where there is nothing to give, nothing is locked or written.
 */
export const checkBadges = async (deps: Deps, learner: Learner, category: BadgeCategory): Promise<readonly Awarded[]> => {
  const { day: today } = whenOf(deps)
  const statistics = await loadStatistics(deps.db, learner.userId, [category])
  const open = await listOpenBadges(deps.db, learner.userId, [category])
  if (!open.some(({ rule }) => evaluate(rule, statistics, today).isMet)) return []
  return (await inTransaction(deps.db, tx => recordAwards(tx, deps, learner, [category]))).badges
}
