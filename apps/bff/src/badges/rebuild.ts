import { badgeCategories } from '@wallet/shared/badges/category'
import { asTheyHappened } from '@wallet/shared/badges/event'
import { foldEvent, nothingYet } from '@wallet/shared/badges/statistics'
import { scoresOf } from '@wallet/shared/growth/score'
import { inTransaction, type Db } from '../db/connect.ts'
import { listRecorded, lockLearner } from './events.ts'
import { addScores, dropScores } from './scoreStore.ts'
import { saveStatistics } from './statisticsStore.ts'

/** Makes statistics and scores of a learner anew from what happened. They are what they were, unless something had gone wrong. */
export const rebuildStatistics = (db: Db, userId: number): Promise<void> =>
  inTransaction(db, async tx => {
    await lockLearner(tx, userId)
    const recorded = await listRecorded(tx, userId)
    const statistics = asTheyHappened(recorded.map(({ event }) => event)).reduce(foldEvent, nothingYet)
    await saveStatistics(tx, userId, statistics, badgeCategories)
    await dropScores(tx, userId)
    await addScores(tx, userId, scoresOf(recorded))
  })
