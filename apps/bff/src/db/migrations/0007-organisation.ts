import { DataTypes } from 'sequelize'
import type { MigrationContext } from '../migrate.ts'

// Links by which a person sets a password: once, and not for long. Only the hash of what is in the link is kept.

export const up = async ({ tables, engine }: MigrationContext): Promise<void> => {
  const code = (length: number) => (engine === 'sqlite' ? DataTypes.STRING(length) : `VARCHAR(${length}) CHARACTER SET ascii COLLATE ascii_bin`)
  await tables.createTable(
    'password_links',
    {
      // One a person: a new link takes the place of the old one.
      user_id: { type: DataTypes.INTEGER, primaryKey: true, allowNull: false, references: { model: 'users', key: 'id' } },
      token_hash: { type: code(64), allowNull: false },
      created_by: { type: DataTypes.INTEGER, allowNull: false },
      created_at: { type: DataTypes.DATE(3), allowNull: false },
      expires_at: { type: DataTypes.DATE(3), allowNull: false },
    },
    { charset: 'utf8mb4', collate: 'utf8mb4_unicode_520_ci' },
  )
  await tables.addIndex('password_links', ['token_hash'], { name: 'password_links_token', unique: true })
}

export const down = async ({ tables }: MigrationContext): Promise<void> => {
  await tables.dropTable('password_links')
}
