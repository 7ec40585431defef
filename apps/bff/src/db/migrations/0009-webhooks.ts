import { DataTypes, type ModelAttributeColumnOptions, type ModelAttributes } from 'sequelize'
import type { MigrationContext } from '../migrate.ts'

// Other systems are told of what becomes of certificates. A delivery holds numbers alone: what is sent is put together when it is sent, so that
// nothing has to be taken out of here when a name is.

type Column = ModelAttributeColumnOptions
const required = (type: Column['type']): Column => ({ type, allowNull: false })
const optional = (type: Column['type']): Column => ({ type, allowNull: true })
const int = DataTypes.INTEGER

export const up = async ({ tables, engine }: MigrationContext): Promise<void> => {
  const code = (length: number) => (engine === 'sqlite' ? DataTypes.STRING(length) : `VARCHAR(${length}) CHARACTER SET ascii COLLATE ascii_bin`)
  const id = (): Column => ({ type: int, primaryKey: true, autoIncrement: true, allowNull: false })
  const instant = DataTypes.DATE(3)
  const create = (name: string, columns: ModelAttributes) => tables.createTable(name, columns, { charset: 'utf8mb4', collate: 'utf8mb4_unicode_520_ci' })
  await create('webhooks', {
    id: id(),
    url: required(code(500)),
    topics: required(code(300)),
    // Needed as it is to sign with: whoever has the database could sign.
    secret: required(code(80)),
    old_secret: optional(code(80)),
    old_until: optional(instant),
    is_active: required(DataTypes.BOOLEAN),
    is_gone: required(DataTypes.BOOLEAN),
    created_by: required(int),
    created_at: required(instant),
  })
  await create('webhook_deliveries', {
    id: id(),
    webhook_id: { ...required(int), references: { model: 'webhooks', key: 'id' } },
    // Null where somebody tried the webhook.
    outbox_id: optional(int),
    topic: required(code(60)),
    certificate_no: optional(code(50)),
    happened_at: required(instant),
    state: required(code(20)),
    tries: required(int),
    next_at: required(instant),
    // Whoever sends it has it for so long; a process that died does not keep it.
    lease_until: optional(instant),
    status: optional(int),
    trouble: optional(code(20)),
    milliseconds: optional(int),
    created_at: required(instant),
    finished_at: optional(instant),
  })
  // However many processes follow, an event is sent once to each.
  await tables.addIndex('webhook_deliveries', ['webhook_id', 'outbox_id'], { name: 'webhook_deliveries_once', unique: true })
  await tables.addIndex('webhook_deliveries', ['webhook_id', 'state', 'next_at'], { name: 'webhook_deliveries_due' })
  await tables.addIndex('webhook_deliveries', ['webhook_id', 'certificate_no', 'outbox_id'], { name: 'webhook_deliveries_order' })
  await tables.addIndex('webhook_deliveries', ['finished_at'], { name: 'webhook_deliveries_finished' })
  // What happened before there were webhooks is nobody's news.
  await tables.sequelize.query("INSERT INTO cursors (name, position) SELECT 'webhooks', COALESCE(MAX(id), 0) FROM outbox")
}

export const down = async ({ tables }: MigrationContext): Promise<void> => {
  await tables.dropTable('webhook_deliveries')
  await tables.dropTable('webhooks')
  await tables.sequelize.query("DELETE FROM cursors WHERE name = 'webhooks'")
}
