import { z } from 'zod'
import { assetIdLength, assetNamePattern } from './assetName.ts'
import { writtenAs } from './slip.ts'

/** The random id under which an uploaded picture is kept. */
export const AssetId = z.string().regex(new RegExp(`^[0-9a-f]{${assetIdLength}}$`))

/** A picture for templates, as it was drawn anew. */
export const Asset = z
  .object({
    id: AssetId,
    name: z.string().describe('As the file was called'),
    width: z.int(),
    height: z.int(),
    size: z.int().describe('Bytes'),
    url: z.string().describe('Where it is shown'),
    isUsed: z.boolean().describe('Some version of a template shows it: it cannot be deleted'),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'TemplateAsset' })
export type Asset = z.infer<typeof Asset>

const builtin = String.raw`builtin:(?:course|exam|achievement)(?::[0-9a-f]{6}-[0-9a-f]{6}-[0-9a-f]{6})?`

/** The name of a picture in a template: one that is built in, in other colours where `:primary-accent-seal` follows, or one that was uploaded. */
export const PictureName = writtenAs(new RegExp(`^(?:${builtin}|${assetNamePattern})$`), 'picture')
