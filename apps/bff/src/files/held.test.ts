import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anEmployee } from '../../test/builders.ts'
import { aHouse, engines, type House } from '../../test/house.ts'
import { execute } from '../db/query.ts'
import { hashOf } from './content.ts'
import { keepFile, letFileGo } from './held.ts'

describe.each(engines)('a file that is let go and kept at the same moment, on %s', engine => {
  let house: House
  let createdBy = 0
  beforeAll(async () => {
    house = await aHouse(engine)
    createdBy = (await anEmployee(house)).id
  })
  afterAll(() => house.close())
  const holdAsPicture = async (sha256: string) => {
    const picture = { id: randomBytes(12).toString('hex'), name: 'a', width: 1, height: 1, size: 1, sha256, createdBy, createdAt: house.clock.now() }
    await house.deps.db.models.templateAssets.create(picture)
  }
  const drop = async (sha256: string) => execute(house.deps.db, 'DELETE FROM template_assets WHERE sha256 = :sha256', { sha256 })
  /** A picture that is there, and of which nothing is written any more. */
  const aFileLetGo = async () => {
    const bytes = randomBytes(20)
    const sha256 = await keepFile(house.deps, bytes, holdAsPicture)
    await drop(sha256)
    return { bytes, sha256 }
  }

  it('is there where it was let go after it was written and before that was noted', async () => {
    const { bytes, sha256 } = await aFileLetGo()
    await keepFile(house.deps, bytes, async held => {
      await letFileGo(house.deps, sha256)
      await holdAsPicture(held)
    })
    expect(await house.deps.files.read(sha256)).toEqual(bytes)
  })

  it('is there where it was noted after whoever let it go had looked', async () => {
    const { bytes, sha256 } = await aFileLetGo()
    const { files } = house.deps
    const slow = { ...files, remove: async (name: string) => (await keepFile({ files }, bytes, holdAsPicture), files.remove(name)) }
    await letFileGo({ ...house.deps, files: slow }, sha256)
    expect(await files.read(sha256)).toEqual(bytes)
  })

  it('stays as long as anything holds it, whatever that is, and goes with the last', async () => {
    const { sha256 } = await aFileLetGo()
    await holdAsPicture(sha256)
    await letFileGo(house.deps, sha256)
    expect(await house.deps.files.read(sha256)).not.toBeNull()
    await drop(sha256)
    await letFileGo(house.deps, sha256)
    expect(await house.deps.files.read(sha256)).toBeNull()
    await letFileGo(house.deps, hashOf(Buffer.from('never there')))
  })
})
