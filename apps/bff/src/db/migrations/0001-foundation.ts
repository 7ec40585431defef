import { DataTypes, type ModelAttributes, type ModelAttributeColumnOptions } from 'sequelize'
import type { MigrationContext } from '../migrate.ts'

// The first sentence of the product: people, sessions, templates, certificates, audit, outbox, verification counts.

const drop = [
  'rate_limits',
  'verify_daily',
  'outbox',
  'audit_head',
  'audit_events',
  'idempotency_keys',
  'artworks',
  'certificate_pictures',
  'user_certificates',
  'template_versions',
  'certificate_templates',
  'sessions',
  'users',
  'org_units',
]

type Column = ModelAttributeColumnOptions
const required = (type: Column['type']): Column => ({ type, allowNull: false })
const optional = (type: Column['type']): Column => ({ type, allowNull: true })
const refers = (column: Column, model: string): Column => ({ ...column, references: { model, key: 'id' }, onDelete: 'NO ACTION', onUpdate: 'NO ACTION' })

export const up = async ({ tables, engine }: MigrationContext): Promise<void> => {
  // A new object each time: Sequelize writes into what it is given.
  const id = (): Column => ({ type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true, allowNull: false })
  const int = DataTypes.INTEGER
  const instant = DataTypes.DATE(3)
  const words = (length: number) => DataTypes.STRING(length)
  // Codes are compared byte by byte and take one byte a symbol in an index.
  const code = (length: number) => (engine === 'sqlite' ? DataTypes.STRING(length) : `VARCHAR(${length}) CHARACTER SET ascii COLLATE ascii_bin`)
  const longText = engine === 'sqlite' ? DataTypes.TEXT : DataTypes.TEXT('medium')
  const create = (name: string, columns: ModelAttributes) => tables.createTable(name, columns, { charset: 'utf8mb4', collate: 'utf8mb4_unicode_520_ci' })
  const index = (table: string, name: string, ...fields: string[]) => tables.addIndex(table, fields, { name })
  const unique = (table: string, name: string, ...fields: string[]) => tables.addIndex(table, fields, { name, unique: true })

  await create('org_units', {
    id: id(),
    parent_id: refers(optional(int), 'org_units'),
    kind: required(code(20)),
    name: required(words(100)),
    path: required(code(190)),
    depth: required(int),
  })
  await unique('org_units', 'org_units_path', 'path')
  await index('org_units', 'org_units_parent', 'parent_id')

  await create('users', {
    id: id(),
    employee_no: required(code(32)),
    email: optional(code(190)),
    full_name: required(words(100)),
    role: required(code(20)),
    org_unit_id: refers(required(int), 'org_units'),
    password_hash: optional(code(255)),
    locale: required(code(10)),
    is_active: { ...required(DataTypes.BOOLEAN), defaultValue: true },
    created_at: required(instant),
    updated_at: required(instant),
  })
  await unique('users', 'users_employee_no', 'employee_no')
  await unique('users', 'users_email', 'email')
  await index('users', 'users_unit', 'org_unit_id')

  await create('sessions', {
    id: id(),
    token_hash: required(code(64)),
    user_id: refers(required(int), 'users'),
    user_agent: required(words(255)),
    created_at: required(instant),
    last_seen_at: required(instant),
    expires_at: required(instant),
  })
  await unique('sessions', 'sessions_token', 'token_hash')
  await index('sessions', 'sessions_user', 'user_id')

  const design = () => ({
    type: required(code(20)),
    background_url: optional(words(500)),
    template_html: required(longText),
    template_style: required(longText),
    orientation: required(code(20)),
    validity_months: optional(int),
    version: required(int),
  })
  await create('certificate_templates', {
    id: id(),
    name: required(words(100)),
    ...design(),
    is_active: { ...required(DataTypes.BOOLEAN), defaultValue: true },
    sort_order: { ...required(int), defaultValue: 0 },
    created_at: required(instant),
    updated_at: required(instant),
  })
  await create('template_versions', {
    id: id(),
    template_id: refers(required(int), 'certificate_templates'),
    ...design(),
    created_by: refers(optional(int), 'users'),
    created_at: required(instant),
  })
  await unique('template_versions', 'template_versions_version', 'template_id', 'version')

  await create('user_certificates', {
    id: id(),
    user_id: refers(required(int), 'users'),
    template_id: refers(required(int), 'certificate_templates'),
    certificate_no: required(code(50)),
    title: required(words(200)),
    description: optional(DataTypes.TEXT),
    issued_at: required(instant),
    valid_until: optional(instant),
    course_id: optional(int),
    exam_id: optional(int),
    badge_id: optional(int),
    score: optional(DataTypes.DECIMAL(5, 2)),
    completion_rate: optional(DataTypes.DECIMAL(5, 2)),
    pdf_url: optional(words(500)),
    image_url: optional(words(500)),
    meta_data: optional(DataTypes.JSON),
    type: required(code(20)),
    template_version_id: refers(required(int), 'template_versions'),
    holder_name: required(words(100)),
    org_unit_id: refers(required(int), 'org_units'),
    unit_name: required(words(100)),
    issuer_name: required(words(100)),
    source_key: required(code(100)),
    cycle: required(int),
    facts_hash: required(code(64)),
    supersedes_id: refers(optional(int), 'user_certificates'),
    superseded_by_id: refers(optional(int), 'user_certificates'),
    superseded_at: optional(instant),
    suspended_at: optional(instant),
    revoked_at: optional(instant),
    revocation_reason: optional(words(300)),
    issued_by: refers(optional(int), 'users'),
    created_at: required(instant),
    updated_at: required(instant),
  })
  await unique('user_certificates', 'certificates_no', 'certificate_no')
  // Exactly once: whoever comes second finds the first one's certificate.
  await unique('user_certificates', 'certificates_source', 'user_id', 'template_id', 'source_key', 'cycle')
  await index('user_certificates', 'certificates_wallet', 'user_id', 'issued_at', 'id')
  await index('user_certificates', 'certificates_issued', 'issued_at', 'id')
  await index('user_certificates', 'certificates_expiry', 'valid_until', 'org_unit_id')
  await index('user_certificates', 'certificates_unit', 'org_unit_id', 'issued_at', 'template_id', 'user_id')

  await create('certificate_pictures', {
    certificate_id: { ...refers(required(int), 'user_certificates'), primaryKey: true },
    bytes: required(DataTypes.BLOB('medium')),
    sha256: required(code(64)),
    renderer: required(code(60)),
    created_at: required(instant),
  })
  await create('artworks', { sha256: { ...required(code(64)), primaryKey: true }, svg: required(longText) })

  await create('idempotency_keys', {
    id: id(),
    user_id: refers(required(int), 'users'),
    key_hash: required(code(64)),
    body_hash: required(code(64)),
    certificate_id: refers(required(int), 'user_certificates'),
    created_at: required(instant),
  })
  await unique('idempotency_keys', 'idempotency_keys_key', 'user_id', 'key_hash')

  // Rows are written unsealed in the transaction they tell of, and chained by one sealer right after: a chain written in
  // the issuing transaction would make every issue wait for every other.
  await create('audit_events', {
    id: id(),
    event: required(code(60)),
    subject: required(code(64)),
    actor_id: optional(int),
    data: required(DataTypes.TEXT),
    at: required(instant),
    seal_no: optional(int),
    previous_hash: optional(code(64)),
    hash: optional(code(64)),
  })
  await index('audit_events', 'audit_events_subject', 'subject', 'event')
  await unique('audit_events', 'audit_events_seal', 'seal_no')
  await create('audit_head', { id: { type: int, primaryKey: true, allowNull: false }, seal_no: required(int), hash: required(code(64)) })
  await tables.bulkInsert('audit_head', [{ id: 1, seal_no: 0, hash: '0'.repeat(64) }])

  await create('outbox', {
    id: id(),
    topic: required(code(60)),
    payload: required(DataTypes.JSON),
    created_at: required(instant),
    processed_at: optional(instant),
  })
  await index('outbox', 'outbox_open', 'processed_at', 'id')

  await create('verify_daily', {
    certificate_id: { ...refers(required(int), 'user_certificates'), primaryKey: true },
    day: { type: DataTypes.DATEONLY, allowNull: false, primaryKey: true },
    checks: required(int),
    last_at: required(instant),
  })
  await create('rate_limits', { name: { ...required(code(100)), primaryKey: true }, hits: required(int), resets_at: required(instant) })
}

export const down = async ({ tables }: MigrationContext): Promise<void> => {
  for (const table of drop) await tables.dropTable(table)
}
