import { z } from 'zod'
import { endpoint, fileEndpoint } from '../contract/endpoint.ts'
import { pageOf, pageQuery } from '../page.ts'
import { plainText } from '../text.ts'
import { Asset, AssetId } from './asset.ts'

const assetParams = z.object({ id: AssetId })

/** Pictures that are uploaded for templates. */
export const templatePictures = {
  /** Pictures that were uploaded, the newest first. */
  assets: endpoint({
    method: 'GET',
    path: '/api/templates/assets',
    access: 'issuer',
    summary: 'Pictures for templates',
    query: z.strictObject(pageQuery),
    returns: pageOf(Asset),
  }),
  /**
   * Keeps a picture for templates: the body is the file, a PNG, JPEG or WebP to 5 MiB and 25 million pixels. It is drawn anew, so that nothing else
   * travels with it. What counts is what is in it, not how it is called. In a template it is named `asset:<id>`.
   */
  upload: endpoint({
    method: 'POST',
    path: '/api/templates/assets',
    access: 'issuer',
    summary: 'Keep a picture for templates',
    query: z.strictObject({ name: plainText(200).default('') }),
    takesFile: true,
    returns: Asset,
    status: [201],
    problems: ['picture_unknown', 'picture_moving', 'media_damaged', 'media_too_many_pixels', 'payload_too_large', 'render_timeout', 'storage_full'],
  }),
  /** The picture itself. */
  asset: fileEndpoint({
    method: 'GET',
    path: '/api/templates/assets/:id',
    access: 'issuer',
    summary: 'A picture for templates',
    params: assetParams,
    contentType: 'image/webp',
    problems: ['asset_not_found'],
  }),
  /** Only where no version of a template shows it: certificates may have been issued with that. */
  deleteAsset: endpoint({
    method: 'DELETE',
    path: '/api/templates/assets/:id',
    access: 'issuer',
    summary: 'Delete a picture for templates',
    params: assetParams,
    returns: z.undefined(),
    status: [204],
    problems: ['asset_not_found', 'asset_in_use'],
  }),
}
