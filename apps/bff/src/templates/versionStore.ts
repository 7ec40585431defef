import type { Page } from '@wallet/shared/page'
import type { TemplateVersion as ShownVersion, TemplateVersionRow } from '@wallet/shared/templates/template'
import type { Db } from '../db/connect.ts'
import { decodeCursor, pageOfRows } from '../db/cursor.ts'
import { date, number, select, selectOne, text, textOrNull, type Row } from '../db/query.ts'
import { designOf } from './store.ts'

const rowOf = (row: Row): TemplateVersionRow => ({
  version: number(row['version']),
  createdAt: date(row['created_at']).toISOString(),
  createdBy: textOrNull(row['full_name']),
  issuedCount: number(row['issued_count']),
})

const issuedCount = '(SELECT COUNT(*) FROM user_certificates c WHERE c.template_id = v.template_id AND c.template_version_id = v.id) AS issued_count'

/** The versions of a template, the newest first. */
export const listVersions = async (
  db: Db,
  templateId: number,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<Page<TemplateVersionRow>> => {
  const [before] = cursor === undefined ? [null] : decodeCursor(cursor, 'integer')
  const rows = await select(
    db,
    `SELECT v.version, v.created_at, u.full_name, ${issuedCount} FROM template_versions v LEFT JOIN users u ON u.id = v.created_by
     WHERE v.template_id = :templateId ${before === null ? '' : 'AND v.version < :before'} ORDER BY v.version DESC LIMIT :limit`,
    { templateId, before, limit: limit + 1 },
  )
  return pageOfRows(
    rows.map(rowOf),
    limit,
    ({ version }) => [version],
    row => row,
  )
}

/** One version as it was saved; null where there is none. */
export const showVersion = async (db: Db, templateId: number, version: number): Promise<ShownVersion | null> => {
  const row = await selectOne(
    db,
    `SELECT v.*, u.full_name, ${issuedCount} FROM template_versions v LEFT JOIN users u ON u.id = v.created_by
     WHERE v.template_id = :templateId AND v.version = :version`,
    { templateId, version },
  )
  return row && { ...designOf(row), ...rowOf(row) }
}

/** The ids of all templates in their order. */
export const orderedIds = async (db: Db): Promise<number[]> =>
  (await select(db, 'SELECT id FROM certificate_templates ORDER BY sort_order, id')).map(row => Number(text(row['id'])))
