import type { Badge } from '@wallet/shared/badges/badge'
import { badgeCategories } from '@wallet/shared/badges/category'
import { conditionsIn } from '@wallet/shared/badges/condition'
import { evaluate } from '@wallet/shared/badges/evaluate'
import type { BadgeWall, ShownBadge } from '@wallet/shared/badges/shownBadge'
import type { LearnerStatistics } from '@wallet/shared/badges/statistics'
import type { Deps } from '../deps.ts'
import { whenOf } from './record.ts'
import { loadStatistics } from './statisticsStore.ts'
import { listPathTitles, listWall, type WallBadge } from './store.ts'

const shown = ({ badge, earnedAt, certificateNo }: WallBadge, statistics: LearnerStatistics, today: string): ShownBadge => {
  const { id, title, englishTitle, summary, category, icon, rule, templateId } = badge
  const { progress } = evaluate(rule, statistics, today)
  return {
    ...{ id, title, englishTitle, summary, category, icon, rule, certificateNo },
    awardsCertificate: templateId !== null,
    // What is had is had, also where the rule has become harder since.
    progress: earnedAt ? { ...progress, have: progress.need } : progress,
    earnedAt: earnedAt?.toISOString() ?? null,
  }
}

const inOrder = (one: ShownBadge, other: ShownBadge) => badgeCategories.indexOf(one.category) - badgeCategories.indexOf(other.category)
const pathsIn = ({ rule }: Pick<Badge, 'rule'>) =>
  conditionsIn(rule).flatMap(condition => ('path' in condition && condition.path !== 'any' ? [condition.path] : []))

/** All badges that a learner can have or has, and how far they are. */
export const badgeWall = async (deps: Pick<Deps, 'db' | 'clock' | 'config'>, userId: number): Promise<BadgeWall> => {
  const [wall, statistics] = await Promise.all([listWall(deps.db, userId), loadStatistics(deps.db, userId)])
  const { day: today } = whenOf(deps)
  const items = wall.map(one => shown(one, statistics, today)).toSorted(inOrder)
  return {
    items,
    paths: await listPathTitles(deps.db, [...new Set(items.flatMap(pathsIn))]),
    counts: { earned: items.filter(({ earnedAt }) => earnedAt !== null).length, total: items.length },
  }
}
