import type { CertificateType } from '@wallet/shared/certificates/certificate'
import type { Page } from '@wallet/shared/page'
import type { Orientation } from '@wallet/shared/templates/stage'
import type { TemplateForm } from '@wallet/shared/templates/form'
import type { Template, TemplateDraft } from '@wallet/shared/templates/template'
import { assetIdsIn, noteAssets } from './assetStore.ts'
import { decodeCursor, pageOfRows } from '../db/cursor.ts'
import type { Db } from '../db/connect.ts'
import { boolean, date, json, number, numberOrNull, select, selectOne, text, textOrNull, type Row } from '../db/query.ts'

/** A version of a template: what a certificate is drawn from, for good. */
export interface TemplateVersion {
  readonly id: number
  readonly templateId: number
  readonly version: number
  readonly type: CertificateType
  readonly backgroundUrl: string | null
  readonly logoUrl: string | null
  readonly sealUrl: string | null
  readonly templateHtml: string
  readonly templateStyle: string
  readonly orientation: Orientation
  readonly validityMonths: number | null
  /** Null: the organisation's. */
  readonly numberPrefix: string | null
  readonly form: TemplateForm | null
}

/** A template with the version that would be used now. */
export interface CurrentTemplate {
  readonly id: number
  readonly name: string
  readonly isActive: boolean
  readonly current: TemplateVersion
}

/** What of a row is versioned. */
export const designOf = (row: Row) => ({
  type: text(row['type']) as CertificateType,
  backgroundUrl: textOrNull(row['background_url']),
  logoUrl: textOrNull(row['logo_url']),
  sealUrl: textOrNull(row['seal_url']),
  templateHtml: text(row['template_html']),
  templateStyle: text(row['template_style']),
  orientation: text(row['orientation']) as Orientation,
  validityMonths: numberOrNull(row['validity_months']),
  numberPrefix: textOrNull(row['number_prefix']),
  form: json(row['form']) as TemplateForm | null,
  version: number(row['version']),
})
const versionOf = (row: Row): TemplateVersion => ({ id: number(row['version_id']), templateId: number(row['id']), ...designOf(row) })
const templateOf = (row: Row): Template => ({
  id: number(row['id']),
  name: text(row['name']),
  ...designOf(row),
  isActive: boolean(row['is_active']),
  sortOrder: number(row['sort_order']),
  issuedCount: number(row['issued_count']),
  createdAt: date(row['created_at']).toISOString(),
  updatedAt: date(row['updated_at']).toISOString(),
})

const columns = 't.*, (SELECT COUNT(*) FROM user_certificates c WHERE c.template_id = t.id) AS issued_count'

export const findTemplate = async (db: Db, id: number): Promise<Template | null> => {
  const row = await selectOne(db, `SELECT ${columns} FROM certificate_templates t WHERE t.id = :id`, { id })
  return row && templateOf(row)
}

/** The template and its newest version, for issuing. */
export const findCurrentTemplate = async (db: Db, id: number): Promise<CurrentTemplate | null> => {
  const row = await selectOne(
    db,
    'SELECT t.name, t.is_active, v.*, v.id AS version_id, t.id FROM certificate_templates t JOIN template_versions v ON v.template_id = t.id AND v.version = t.version WHERE t.id = :id',
    { id },
  )
  return row && { id, name: text(row['name']), isActive: boolean(row['is_active']), current: versionOf(row) }
}

/** The version a certificate was issued with. */
export const findVersion = async (db: Db, versionId: number): Promise<TemplateVersion | null> => {
  const row = await selectOne(db, 'SELECT v.*, v.id AS version_id, v.template_id AS id FROM template_versions v WHERE v.id = :versionId', { versionId })
  return row && versionOf(row)
}

export interface TemplateFilter {
  readonly type?: CertificateType | undefined
  readonly isActive?: boolean | undefined
  readonly limit: number
  readonly cursor?: string | undefined
}

/** Templates by their order, then by age. */
export const listTemplates = async (db: Db, { type, isActive, limit, cursor }: TemplateFilter): Promise<Page<Template>> => {
  const [order, id] = cursor === undefined ? [-1, 0] : decodeCursor(cursor, 'integer', 'integer')
  const rows = await select(
    db,
    `SELECT ${columns} FROM certificate_templates t
     WHERE t.sort_order >= :order AND (t.sort_order > :order OR t.id > :id) ${type ? 'AND t.type = :type' : ''} ${isActive === undefined ? '' : 'AND t.is_active = :isActive'}
     ORDER BY t.sort_order, t.id LIMIT :limit`,
    { order, id, type, isActive: isActive ? 1 : 0, limit: limit + 1 },
  )
  return pageOfRows(
    rows.map(templateOf),
    limit,
    template => [template.sortOrder, template.id],
    template => template,
  )
}

/** A draft as its columns hold it. */
const columnsOf = (draft: TemplateDraft) => ({ ...draft, form: draft.form && JSON.stringify(draft.form) })

const insertVersion = async (tx: Db, templateId: number, draft: TemplateDraft, version: number, createdBy: number | null, createdAt: Date) => {
  const { name: _name, isActive: _isActive, sortOrder: _sortOrder, ...design } = columnsOf(draft)
  const created = await tx.models.templateVersions.create({ templateId, ...design, version, createdBy, createdAt }, { transaction: tx.transaction })
  await noteAssets(tx, number(created.get('id')), assetIdsIn(draft))
}

/** Writes a new template and its first version; answers its id. */
export const insertTemplate = async (tx: Db, draft: TemplateDraft, createdBy: number | null, now: Date): Promise<number> => {
  const created = await tx.models.certificateTemplates.create(
    { ...columnsOf(draft), version: 1, createdAt: now, updatedAt: now },
    { transaction: tx.transaction },
  )
  const id = number(created.get('id'))
  await insertVersion(tx, id, draft, 1, createdBy, now)
  return id
}

/** Changes a template by writing its next version; the earlier ones stay. Answers false where `version` is no longer the newest. */
export const writeNextVersion = async (tx: Db, { id, version }: Template, draft: TemplateDraft, createdBy: number, now: Date): Promise<boolean> => {
  const [changed] = await tx.models.certificateTemplates.update(
    { ...columnsOf(draft), version: version + 1, updatedAt: now },
    { where: { id, version }, transaction: tx.transaction },
  )
  if (changed === 0) return false
  await insertVersion(tx, id, draft, version + 1, createdBy, now)
  return true
}

export const writeUse = (tx: Db, id: number, isActive: boolean) =>
  tx.models.certificateTemplates.update({ isActive }, { where: { id }, transaction: tx.transaction })
