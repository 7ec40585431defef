import { select, number, text } from '../src/db/query.ts'
import { verifyRollups } from '../src/rollups/verify.ts'
import { bringUpToDate } from '../src/rollups/worker.ts'
import { insistOnMigrated, onDatabase } from './onDatabase.ts'

await onDatabase(async need => {
  await insistOnMigrated(need.db)
  await bringUpToDate(need)
  const found = await verifyRollups(need)
  const names = new Map((await select(need.db, 'SELECT id, name FROM org_units')).map(row => [number(row['id']), text(row['name'])]))
  for (const { rollup, unitId, kept, counted } of found) {
    console.log(`${rollup} of ${names.get(unitId) ?? ''} (unit ${unitId})`)
    for (const cell of kept) console.log(`  kept:    ${cell}`)
    for (const cell of counted) console.log(`  counted: ${cell}`)
  }
  console.log(found.length === 0 ? 'Every sum is what its rows come to.' : `${found.length} sums are wrong: pnpm rebuild-rollups counts them again.`)
  if (found.length > 0) process.exitCode = 1
})
