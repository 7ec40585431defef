import { fail } from '@wallet/shared/problem'
import { UniqueConstraintError } from 'sequelize'
import { appendAudit } from '../audit/append.ts'
import { inTransaction, type Db } from '../db/connect.ts'
import { json, select, selectOne, text } from '../db/query.ts'
import type { Deps } from '../deps.ts'
import type { Drawing, Picture } from '../rendering/drawing.ts'
import { packPicture, unpackPicture, type PackedPicture } from '../rendering/stored.ts'
import { assetsOf, unknownPictures } from '../templates/pictures.ts'
import { findVersion, type TemplateVersion } from '../templates/store.ts'
import { pictureHash, sha256 as hashOf, wordsOf, type FrozenFacts } from './facts.ts'

/** What the picture of a certificate is drawn from. */
export const drawingOf = async (deps: Pick<Deps, 'config' | 'db' | 'files'>, facts: FrozenFacts, template: TemplateVersion): Promise<Drawing> => {
  const { type, templateHtml, templateStyle, orientation, backgroundUrl, logoUrl, sealUrl } = template
  const assets = await assetsOf(deps, template)
  if (unknownPictures(template, assets).length > 0) fail('asset_not_found')
  const words = wordsOf(facts, deps.config.zone)
  const verifyUrl = `${deps.config.publicOrigin}/v/${facts.certificateNo}`
  return { type, templateHtml, templateStyle, orientation, backgroundUrl, logoUrl, sealUrl, assets, facts: words, verifyUrl }
}

type Draw = (drawing: Drawing) => Promise<Picture>

/** Draws the picture of a certificate from its frozen facts and its template's version; refused where it would be incomplete. */
export const drawPicture = async (
  deps: Pick<Deps, 'renderer' | 'config' | 'db' | 'files'>,
  facts: FrozenFacts,
  template: TemplateVersion,
  draw: Draw = drawing => deps.renderer.draw(drawing),
): Promise<Picture> => {
  const picture = await draw(await drawingOf(deps, facts, template))
  if (picture.missing.length > 0) fail('certificate_undrawable', { detail: `No font can draw: ${picture.missing.join(' ')}` })
  return picture.overflows ? fail('certificate_overflows') : picture
}

const knownArtworks = async (tx: Db, hashes: string[]) =>
  new Set((hashes.length > 0 ? await select(tx, 'SELECT sha256 FROM artworks WHERE sha256 IN (:hashes)', { hashes }) : []).map(row => text(row['sha256'])))

/** Artwork that many certificates share is kept once, by its hash. */
const saveArtworks = async (tx: Db, artworks: PackedPicture['artworks']) => {
  const known = await knownArtworks(tx, [...artworks.keys()])
  for (const [sha256, svg] of artworks)
    if (!known.has(sha256)) await tx.models.artworks.create({ sha256, svg }, { transaction: tx.transaction, ignoreDuplicates: true })
}

type Drawn = FrozenFacts & { readonly id: number; readonly factsHash: string }

/** Keeps a picture for good, and its hash in the audit trail too, so that neither can be changed alone. */
export const savePicture = async (
  tx: Db,
  drawn: Pick<Drawn, 'id' | 'certificateNo' | 'factsSalt'>,
  { svg, outlines }: Picture,
  renderer: string,
  now: Date,
): Promise<void> => {
  const { id, certificateNo } = drawn
  const { bytes, sha256, artworks } = packPicture(svg, outlines)
  await saveArtworks(tx, artworks)
  await tx.models.certificatePictures.create({ certificateId: id, bytes, sha256, renderer, createdAt: now }, { transaction: tx.transaction })
  await appendAudit(tx, { event: 'certificate.drawn', subject: certificateNo, actorId: null, data: { pictureHash: pictureHash(sha256, drawn) }, at: now })
}

const artworkCache = new Map<string, string>()
/** Of designs there are few; photographs behind them are larger, and are left out once there is no more room. */
const cacheRoom = { characters: 60_000_000 }
const findArtwork = async (db: Db, sha256: string) => {
  const known = artworkCache.get(sha256)
  if (known !== undefined) return known
  const svg = text((await selectOne(db, 'SELECT svg FROM artworks WHERE sha256 = :sha256', { sha256 }))?.['svg'] ?? fail('internal'))
  if (svg.length <= cacheRoom.characters && !artworkCache.has(sha256)) {
    cacheRoom.characters -= svg.length
    artworkCache.set(sha256, svg)
  }
  return svg
}

const findPicture = async (db: Db, { id, certificateNo }: Drawn) => {
  const row = await selectOne(
    db,
    `SELECT p.bytes, p.sha256, (SELECT a.data FROM audit_events a WHERE a.subject = :certificateNo AND a.event = 'certificate.drawn' ORDER BY a.id DESC LIMIT 1) AS data
     FROM certificate_pictures p WHERE p.certificate_id = :id`,
    { id, certificateNo },
  )
  return row && { bytes: row['bytes'] as Buffer, sha256: text(row['sha256']), audited: json(row['data']) }
}

/** What is made of facts takes time: where a name was taken out of them meanwhile, it is not kept. */
export const refuseWhereChanged = async (tx: Db, { id, factsHash }: Pick<Drawn, 'id' | 'factsHash'>): Promise<void> => {
  const lock = tx.engine === 'sqlite' ? '' : ' FOR UPDATE'
  const row = await selectOne(tx, `SELECT facts_hash FROM user_certificates WHERE id = :id${lock}`, { id })
  if (row?.['facts_hash'] !== factsHash) fail('picture_withdrawn')
}

/** Draws what was issued without a picture (many at once: in the background), once. */
export const drawMissingPicture = async (deps: Deps, certificate: Drawn, draw: Draw = drawing => deps.renderer.draw(drawing)): Promise<void> => {
  const { db, renderer, clock } = deps
  if (certificate.holderName === null) fail('picture_withdrawn')
  const template = (await findVersion(db, certificate.templateVersionId)) ?? fail('internal')
  const picture = await drawPicture(deps, certificate, template, draw)
  try {
    await inTransaction(db, async tx => {
      await refuseWhereChanged(tx, certificate)
      await savePicture(tx, certificate, picture, renderer.version, clock.now())
    })
  } catch (error) {
    // Somebody else drew it in the meantime: from the same facts, so it is the same picture.
    if (!(error instanceof UniqueConstraintError)) throw error
  }
}

/** What is kept, put together again; null where it is not what was drawn. */
const unpack = async (db: Db, drawn: Drawn, { bytes, sha256, audited }: NonNullable<Awaited<ReturnType<typeof findPicture>>>) => {
  const isAudited = typeof audited === 'object' && audited !== null && 'pictureHash' in audited && audited.pictureHash === pictureHash(sha256, drawn)
  const svg = isAudited ? await unpackPicture(bytes, artwork => findArtwork(db, artwork)).catch(() => null) : null
  return svg !== null && hashOf(svg) === sha256 ? svg : null
}

/** The frozen picture, byte for byte, and its hash. One that is not what was drawn is refused, and so is one that was withdrawn. */
export const loadPicture = async (deps: Deps, certificate: Drawn): Promise<{ svg: string; sha256: string }> => {
  if (certificate.holderName === null) fail('picture_withdrawn')
  let stored = await findPicture(deps.db, certificate)
  if (!stored) {
    await drawMissingPicture(deps, certificate)
    stored = (await findPicture(deps.db, certificate)) ?? fail('internal')
  }
  return { sha256: stored.sha256, svg: (await unpack(deps.db, certificate, stored)) ?? fail('certificate_altered') }
}
