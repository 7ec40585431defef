import { describe, expect, it } from 'vitest'
import { assetIdOf, assetName } from './assetName.ts'

const id = '0123456789abcdef01234567'

describe('The name of a picture in a template', () => {
  it('leads back to the picture that was uploaded', () => expect(assetIdOf(assetName(id))).toBe(id))

  it.each([null, '', 'builtin:course', 'asset:', `asset:${id}8`, `asset:${id.slice(1)}`, `asset:${id.toUpperCase()}`, ` asset:${id}`, `x-asset:${id}`])(
    'stands for no uploaded picture where it is %j',
    name => expect(assetIdOf(name)).toBeNull(),
  )
})
