import { badgeCategories } from '@wallet/shared/badges/category'
import { asTheyHappened } from '@wallet/shared/badges/event'
import { foldEvent, nothingYet } from '@wallet/shared/badges/statistics'
import { inTransaction, type Db } from '../db/connect.ts'
import { listEvents, lockLearner } from './events.ts'
import { saveStatistics } from './statisticsStore.ts'

/** Makes the statistics of a learner anew from what happened. They are what they were, unless something had gone wrong. */
export const rebuildStatistics = (db: Db, userId: number): Promise<void> =>
  inTransaction(db, async tx => {
    await lockLearner(tx, userId)
    const statistics = asTheyHappened(await listEvents(tx, userId)).reduce(foldEvent, nothingYet)
    await saveStatistics(tx, userId, statistics, badgeCategories)
  })
