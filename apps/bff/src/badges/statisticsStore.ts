import type { BadgeCategory } from '@wallet/shared/badges/category'
import { badgeCategories } from '@wallet/shared/badges/category'
import { nothingYet, type LearnerStatistics } from '@wallet/shared/badges/statistics'
import type { Db } from '../db/connect.ts'
import { select, text } from '../db/query.ts'

const isCategory = (name: string): name is BadgeCategory => badgeCategories.some(category => category === name)

/** The statistics of these categories; what is not asked for, or was never touched, is that of somebody who has done nothing. */
export const loadStatistics = async (db: Db, userId: number, categories: readonly BadgeCategory[] = badgeCategories): Promise<LearnerStatistics> => {
  if (categories.length === 0) return nothingYet
  const rows = await select(db, 'SELECT category, value FROM learner_statistics WHERE user_id = :userId AND category IN (:categories)', {
    userId,
    categories: [...categories],
  })
  const parts = rows.map(row => [text(row['category']), JSON.parse(text(row['value']))] as const).filter(([category]) => isCategory(category))
  return { ...nothingYet, ...Object.fromEntries(parts) }
}

/** Keeps the parts of these categories. */
export const saveStatistics = async (tx: Db, userId: number, statistics: LearnerStatistics, categories: readonly BadgeCategory[]): Promise<void> => {
  for (const category of categories)
    await tx.models.learnerStatistics.upsert({ userId, category, value: JSON.stringify(statistics[category]) }, { transaction: tx.transaction })
}
