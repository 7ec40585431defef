import { DataTypes, type ModelAttributeColumnOptions, type ModelAttributes } from 'sequelize'
import type { MigrationContext } from '../migrate.ts'

// Signing in by another service: which account elsewhere is whose, and sign-ins under way. Of these only what a copy of the database
// cannot finish one with: the browser's secret, the nonce and the verifier are nowhere here.

const required = (type: ModelAttributeColumnOptions['type']): ModelAttributeColumnOptions => ({ type, allowNull: false })
const int = DataTypes.INTEGER

export const up = async ({ tables, engine }: MigrationContext): Promise<void> => {
  const code = (length: number) => (engine === 'sqlite' ? DataTypes.STRING(length) : `VARCHAR(${length}) CHARACTER SET ascii COLLATE ascii_bin`)
  const instant = DataTypes.DATE(3)
  const create = (name: string, columns: ModelAttributes) => tables.createTable(name, columns, { charset: 'utf8mb4', collate: 'utf8mb4_unicode_520_ci' })

  await create('identities', {
    id: { type: int, primaryKey: true, autoIncrement: true, allowNull: false },
    kind: required(code(20)),
    issuer: required(code(255)),
    subject: required(code(255)),
    user_id: { ...required(int), references: { model: 'users', key: 'id' }, onDelete: 'NO ACTION', onUpdate: 'NO ACTION' },
    created_at: required(instant),
    last_used_at: required(instant),
  })
  await tables.addIndex('identities', ['issuer', 'subject'], { name: 'identities_subject', unique: true })
  // One account of each service: who comes to have somebody's number or address later does not become them.
  await tables.addIndex('identities', ['user_id', 'issuer'], { name: 'identities_person', unique: true })

  await create('sign_on_attempts', {
    state_hash: { ...required(code(64)), primaryKey: true },
    browser_hash: required(code(64)),
    provider: required(code(20)),
    return_to: required(DataTypes.STRING(500)),
    expires_at: required(instant),
    used_at: { type: instant, allowNull: true },
  })
  await tables.addIndex('sign_on_attempts', ['expires_at'], { name: 'sign_on_attempts_expiry' })
}

export const down = async ({ tables }: MigrationContext): Promise<void> => {
  for (const table of ['sign_on_attempts', 'identities']) await tables.dropTable(table)
}
