import { DataTypes, type ModelAttributeColumnOptions, type ModelAttributes } from 'sequelize'
import type { MigrationContext } from '../migrate.ts'

// The issuer's desk: lists that are issued at once, why somebody did what they did to a certificate, and what was asked for and is decided by
// somebody else; pictures for templates, and what a version of a template says more.

const drop = ['template_version_assets', 'template_assets', 'certificate_requests', 'certificate_reasons', 'batch_certificates', 'batch_rows', 'batches']
const designed = ['certificate_templates', 'template_versions']
const designColumns = ['logo_url', 'seal_url', 'number_prefix', 'form']

type Column = ModelAttributeColumnOptions
const required = (type: Column['type']): Column => ({ type, allowNull: false })
const optional = (type: Column['type']): Column => ({ type, allowNull: true })
const key = (column: Column): Column => ({ ...column, primaryKey: true })
const refers = (column: Column, model: string): Column => ({ ...column, references: { model, key: 'id' }, onDelete: 'NO ACTION', onUpdate: 'NO ACTION' })
const int = DataTypes.INTEGER

export const up = async ({ tables, engine }: MigrationContext): Promise<void> => {
  const code = (length: number) => (engine === 'sqlite' ? DataTypes.STRING(length) : `VARCHAR(${length}) CHARACTER SET ascii COLLATE ascii_bin`)
  const longText = engine === 'sqlite' ? DataTypes.TEXT : DataTypes.TEXT('medium')
  const instant = DataTypes.DATE(3)
  const create = (name: string, columns: ModelAttributes) => tables.createTable(name, columns, { charset: 'utf8mb4', collate: 'utf8mb4_unicode_520_ci' })

  await create('batches', {
    id: { type: int, primaryKey: true, autoIncrement: true, allowNull: false },
    state: required(code(20)),
    template_id: refers(required(int), 'certificate_templates'),
    template_version_id: refers(required(int), 'template_versions'),
    duplicates: required(code(20)),
    file_name: required(DataTypes.STRING(200)),
    file_hash: required(code(64)),
    encoding: required(code(20)),
    delimiter: required(code(20)),
    header: required(longText),
    columns: required(DataTypes.TEXT),
    // Of a batch that is open: the same file with the same settings is the same batch. Null where it is over.
    open_key: optional(code(64)),
    rows_total: required(int),
    valid: required(int),
    invalid: required(int),
    skipped: required(int),
    warned: required(int),
    issued: required(int),
    // The last row that was dealt with: where a process that was killed, or another, goes on.
    position: required(int),
    run_ms: required(int),
    touched_at: required(instant),
    problem: optional(code(60)),
    created_by: refers(required(int), 'users'),
    created_at: required(instant),
    confirmed_by: refers(optional(int), 'users'),
    confirmed_at: optional(instant),
    finished_at: optional(instant),
  })
  await tables.addIndex('batches', ['open_key'], { name: 'batches_open', unique: true })
  await tables.addIndex('batches', ['state', 'id'], { name: 'batches_state' })

  await create('batch_rows', {
    batch_id: key(refers(required(int), 'batches')),
    row_no: key(required(int)),
    cells: required(longText),
    has_odd_quotes: required(DataTypes.BOOLEAN),
    employee_no: required(DataTypes.STRING(100)),
    full_name: required(DataTypes.STRING(100)),
    user_id: optional(int),
    item: optional(DataTypes.TEXT),
    verdict: required(code(10)),
    reasons: required(DataTypes.TEXT),
  })
  await tables.addIndex('batch_rows', ['batch_id', 'verdict', 'row_no'], { name: 'batch_rows_verdict' })
  // Narrow, and in the order in which it is written: a row that was issued is not written again for it.
  await create('batch_certificates', { batch_id: key(refers(required(int), 'batches')), row_no: key(required(int)), certificate_id: required(int) })

  // The audit trail holds ids and hashes, never what people write: it points here.
  await create('certificate_reasons', {
    id: { type: int, primaryKey: true, autoIncrement: true, allowNull: false },
    certificate_id: refers(required(int), 'user_certificates'),
    reason: required(DataTypes.STRING(300)),
    created_at: required(instant),
  })

  await create('certificate_requests', {
    id: { type: int, primaryKey: true, autoIncrement: true, allowNull: false },
    certificate_id: refers(required(int), 'user_certificates'),
    kind: required(code(20)),
    state: required(code(20)),
    // Of each kind one open request a certificate: null once it is decided.
    open_key: optional(code(60)),
    wanted_name: optional(DataTypes.STRING(100)),
    reason: required(DataTypes.STRING(300)),
    asked_by: refers(required(int), 'users'),
    asked_at: required(instant),
    decided_by: refers(optional(int), 'users'),
    decided_at: optional(instant),
    reply: optional(DataTypes.STRING(300)),
    successor_id: refers(optional(int), 'user_certificates'),
  })
  await tables.addIndex('certificate_requests', ['open_key'], { name: 'certificate_requests_open', unique: true })
  await tables.addIndex('certificate_requests', ['state', 'id'], { name: 'certificate_requests_state' })
  await tables.addIndex('certificate_requests', ['certificate_id', 'id'], { name: 'certificate_requests_certificate' })

  for (const table of designed) {
    await tables.addColumn(table, 'logo_url', optional(DataTypes.STRING(500)))
    await tables.addColumn(table, 'seal_url', optional(DataTypes.STRING(500)))
    await tables.addColumn(table, 'number_prefix', optional(code(10)))
    await tables.addColumn(table, 'form', optional(DataTypes.TEXT))
  }
  await create('template_assets', {
    id: key(required(code(24))),
    name: required(DataTypes.STRING(200)),
    width: required(int),
    height: required(int),
    size: required(int),
    sha256: required(code(64)),
    created_by: refers(required(int), 'users'),
    created_at: required(instant),
  })
  await tables.addIndex('template_assets', ['created_at', 'id'], { name: 'template_assets_newest' })
  // Which version shows which picture: one that is shown stays.
  await create('template_version_assets', {
    version_id: key(refers(required(int), 'template_versions')),
    asset_id: key(refers(required(code(24)), 'template_assets')),
  })
  await tables.addIndex('template_version_assets', ['asset_id'], { name: 'template_version_assets_asset' })
}

export const down = async ({ tables }: MigrationContext): Promise<void> => {
  for (const table of drop) await tables.dropTable(table)
  for (const table of designed) for (const column of designColumns) await tables.sequelize.query(`ALTER TABLE ${table} DROP COLUMN ${column}`)
}
