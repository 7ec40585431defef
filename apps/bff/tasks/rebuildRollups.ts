import { keepCoverageMonth } from '../src/rollups/coverageMonths.ts'
import { rebuildRollups } from '../src/rollups/rebuild.ts'
import { bringUpToDate } from '../src/rollups/worker.ts'
import { insistOnMigrated, onDatabase } from './onDatabase.ts'
import { progressBar } from './progressBar.ts'

await onDatabase(async need => {
  await insistOnMigrated(need.db)
  const bar = progressBar('sums by unit')
  await rebuildRollups(need, bar.tell)
  bar.end()
  await bringUpToDate(need)
  await keepCoverageMonth(need)
})
