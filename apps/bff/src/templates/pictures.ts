import type { Reason } from '@wallet/shared/problem'
import { assetIdOf, assetName } from '@wallet/shared/templates/assetName'
import { sayRefusal } from '@wallet/shared/templates/refusal'
import type { Deps } from '../deps.ts'
import type { AssetPicture, Assets } from '../rendering/drawing.ts'
import { createRecent } from '../rendering/recent.ts'
import { assetIdsIn, findAssets, type KeptAsset, type Naming } from './assetStore.ts'

type Kept = Pick<Deps, 'db' | 'files'>

/** What is under an id never changes. */
const read = createRecent<AssetPicture>(40)

const readAsset = async ({ files }: Kept, { id, sha256, width, height }: KeptAsset): Promise<AssetPicture | null> => {
  const bytes = read.get(id) ?? (await files.read(sha256))
  return bytes && read.keep(id, 'bytes' in bytes ? bytes : { bytes, width, height })
}

/** The uploaded pictures that a template names, by their names in it; one that is not there is left out. */
export const assetsOf = async (deps: Kept, design: Naming): Promise<Assets> => {
  const found: Record<string, AssetPicture> = {}
  for (const asset of await findAssets(deps.db, assetIdsIn(design))) {
    const picture = await readAsset(deps, asset)
    if (picture) found[assetName(asset.id)] = picture
  }
  return found
}

/** A reason for each of background, logo and seal that is not there; pictures in the markup are told of where they stand. */
export const unknownPictures = (design: Naming, assets: Assets): Reason[] =>
  (['backgroundUrl', 'logoUrl', 'sealUrl'] as const).flatMap(path => {
    const what = design[path]
    if (what === null || assetIdOf(what) === null || Object.hasOwn(assets, what)) return []
    const refusal = { code: 'unknown_asset', what } as const
    return [{ path, message: sayRefusal(refusal), ...refusal }]
  })
