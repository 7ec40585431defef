import { DataTypes } from 'sequelize'
import type { MigrationContext } from '../migrate.ts'

// A name can be taken out of everything: when that was done to a person, and what keeps a fingerprint from telling the name to whoever guesses it.

export const up = async ({ tables, engine }: MigrationContext): Promise<void> => {
  const code = (length: number) => (engine === 'sqlite' ? DataTypes.STRING(length) : `VARCHAR(${length}) CHARACTER SET ascii COLLATE ascii_bin`)
  await tables.addColumn('users', 'anonymised_at', { type: DataTypes.DATE(3), allowNull: true })
  // Goes into the fingerprint of the facts and of the picture; null: issued before there was one.
  await tables.addColumn('user_certificates', 'facts_salt', { type: code(32), allowNull: true })
  // Copies whose files are still to be removed are looked for all the time.
  await tables.addIndex('certificate_files', ['maker'], { name: 'certificate_files_maker' })
}

export const down = async ({ tables }: MigrationContext): Promise<void> => {
  await tables.removeIndex('certificate_files', 'certificate_files_maker')
  await tables.sequelize.query('ALTER TABLE user_certificates DROP COLUMN facts_salt')
  await tables.sequelize.query('ALTER TABLE users DROP COLUMN anonymised_at')
}
