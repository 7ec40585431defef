import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectTrueFigures } from '../../test/compareOverview.ts'
import { chance, deedsIn } from '../../test/deeds.ts'
import { aHouse, engines, type House } from '../../test/house.ts'
import { rebuildRollups } from '../rollups/rebuild.ts'
import { bringUpToDate } from '../rollups/worker.ts'

describe.each(engines)('every figure of every unit, on %s', engine => {
  let house: House
  beforeAll(async () => {
    house = await aHouse(engine)
  })
  afterAll(() => house.close())

  it('is what the rows it stands for come to, whatever has happened', { timeout: 60_000 }, async () => {
    const deed = await deedsIn(house, chance(5))
    await rebuildRollups(house.deps)
    for (let round = 0; round < 3; round++) {
      for (let n = 0; n < 50; n++) await deed()
      await bringUpToDate(house.deps)
      await expect(expectTrueFigures(house)).resolves.toBeUndefined()
    }
  })
})
