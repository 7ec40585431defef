import type { Page } from '@wallet/shared/page'
import { fail } from '@wallet/shared/problem'
import type { Asset } from '@wallet/shared/templates/asset'
import { assetIdOf } from '@wallet/shared/templates/assetName'
import type { Db } from '../db/connect.ts'
import { decodeCursor, pageOfRows } from '../db/cursor.ts'
import { readMarkup } from '../rendering/markup.ts'
import { boolean, date, execute, instant, number, select, selectOne, text, type Row } from '../db/query.ts'

/** A picture for templates as it is kept, under the hash of its bytes. */
export interface KeptAsset extends Asset {
  readonly sha256: string
}
/** What of a template may name pictures. */
export interface Naming {
  readonly backgroundUrl: string | null
  readonly logoUrl: string | null
  readonly sealUrl: string | null
  readonly templateHtml: string
}

export const assetUrlOf = (id: string): string => `/api/templates/assets/${id}`

/** As the markup is read when it is drawn: what stands in a comment is not there. Nobody has looked yet how deep it goes, so it is walked level by level. */
const sourcesIn = (nodes: ReturnType<typeof readMarkup>): string[] => {
  const sources: string[] = []
  for (let level = nodes; level.length > 0;) {
    const elements = level.filter(node => node.kind === 'element')
    sources.push(...elements.map(({ attributes }) => attributes.get('src') ?? ''))
    level = elements.flatMap(({ children }) => children)
  }
  return sources
}

/** The ids of all pictures that a template names. */
export const assetIdsIn = ({ backgroundUrl, logoUrl, sealUrl, templateHtml }: Naming): string[] => {
  const shown = templateHtml.includes('asset:') ? sourcesIn(readMarkup(templateHtml, () => undefined)) : []
  return [...new Set([backgroundUrl, logoUrl, sealUrl, ...shown].flatMap(name => assetIdOf(name) ?? []))]
}

const assetOf = (row: Row): KeptAsset => ({
  id: text(row['id']),
  name: text(row['name']),
  width: number(row['width']),
  height: number(row['height']),
  size: number(row['size']),
  url: assetUrlOf(text(row['id'])),
  isUsed: boolean(row['is_used']),
  createdAt: date(row['created_at']).toISOString(),
  sha256: text(row['sha256']),
})

const columns = 'a.*, EXISTS (SELECT 1 FROM template_version_assets u WHERE u.asset_id = a.id) AS is_used'

export const findAsset = async (db: Db, id: string): Promise<KeptAsset | null> => {
  const row = await selectOne(db, `SELECT ${columns} FROM template_assets a WHERE a.id = :id`, { id })
  return row && assetOf(row)
}

/** Those of these pictures that are there. */
export const findAssets = async (db: Db, ids: readonly string[]): Promise<KeptAsset[]> =>
  ids.length === 0 ? [] : (await select(db, `SELECT ${columns} FROM template_assets a WHERE a.id IN (:ids)`, { ids })).map(assetOf)

/** The newest first. */
export const listAssets = async (db: Db, { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined }): Promise<Page<Asset>> => {
  const [at, id] = cursor === undefined ? [] : decodeCursor(cursor, 'instant', 'code')
  const rows = await select(
    db,
    `SELECT ${columns} FROM template_assets a ${at === undefined ? '' : 'WHERE a.created_at <= :at AND (a.created_at < :at OR a.id < :id)'}
     ORDER BY a.created_at DESC, a.id DESC LIMIT :limit`,
    { limit: limit + 1, ...(at !== undefined && { at: instant(db, new Date(at)), id }) },
  )
  return pageOfRows(
    rows.map(assetOf),
    limit,
    asset => [Date.parse(asset.createdAt), asset.id],
    asset => asset,
  )
}

type NewAsset = Pick<KeptAsset, 'id' | 'name' | 'width' | 'height' | 'size' | 'sha256'>

export const insertAsset = async (tx: Db, asset: NewAsset, createdBy: number, createdAt: Date): Promise<void> => {
  await tx.models.templateAssets.create({ ...asset, createdBy, createdAt }, { transaction: tx.transaction })
}

/** Notes which pictures a version shows. They are read where they stand, so that nobody deletes one meanwhile; one that has gone is refused. */
export const noteAssets = async (tx: Db, versionId: number, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return
  const locked = tx.engine === 'mariadb' ? 'ORDER BY id LOCK IN SHARE MODE' : ''
  await execute(tx, `INSERT INTO template_version_assets (version_id, asset_id) SELECT :versionId, id FROM template_assets WHERE id IN (:ids) ${locked}`, {
    versionId,
    ids,
  })
  const noted = await selectOne(tx, 'SELECT COUNT(*) AS n FROM template_version_assets WHERE version_id = :versionId', { versionId })
  if (number(noted?.['n']) < ids.length) fail('asset_not_found')
}

/** Deletes a picture that no version shows; answers false where one does. */
export const deleteUnusedAsset = async (tx: Db, id: string): Promise<boolean> => {
  // Whoever saves a version that shows it waits, or was waited for.
  if (tx.engine === 'mariadb') await select(tx, 'SELECT id FROM template_assets WHERE id = :id FOR UPDATE', { id })
  await execute(tx, 'DELETE FROM template_assets WHERE id = :id AND NOT EXISTS (SELECT 1 FROM template_version_assets u WHERE u.asset_id = :id)', { id })
  return (await findAsset(tx, id)) === null
}
