import { DataTypes, type ModelAttributeColumnOptions } from 'sequelize'
import type { MigrationContext } from '../migrate.ts'

// Certificates leave the phone: which copies (PDF, PNG, WebP) have been made of which, and the links by which they are shared.

type Column = ModelAttributeColumnOptions
const required = (type: Column['type']): Column => ({ type, allowNull: false })
const optional = (type: Column['type']): Column => ({ type, allowNull: true })
const int = DataTypes.INTEGER
const instant = DataTypes.DATE(3)
const certificate = (): Column => ({ ...required(int), references: { model: 'user_certificates', key: 'id' }, onDelete: 'NO ACTION', onUpdate: 'NO ACTION' })

export const up = async ({ tables, engine }: MigrationContext): Promise<void> => {
  const code = (length: number) => (engine === 'sqlite' ? DataTypes.STRING(length) : `VARCHAR(${length}) CHARACTER SET ascii COLLATE ascii_bin`)

  // The bytes are in the file store under their hash; a copy that is missing there, or whose maker is no longer ours, is made anew.
  await tables.createTable('certificate_files', {
    certificate_id: { ...certificate(), primaryKey: true },
    form: { ...required(code(40)), primaryKey: true },
    sha256: required(code(64)),
    size: required(int),
    maker: required(code(60)),
    created_at: required(instant),
  })
  await tables.addIndex('certificate_files', ['sha256'], { name: 'certificate_files_sha256' })

  await tables.createTable('certificate_shares', {
    id: { type: int, primaryKey: true, autoIncrement: true, allowNull: false },
    certificate_id: certificate(),
    token_hash: required(code(64)),
    show_name: required(DataTypes.BOOLEAN),
    show_score: required(DataTypes.BOOLEAN),
    created_at: required(instant),
    expires_at: optional(instant),
    withdrawn_at: optional(instant),
  })
  await tables.addIndex('certificate_shares', ['token_hash'], { name: 'certificate_shares_token', unique: true })
  await tables.addIndex('certificate_shares', ['certificate_id', 'id'], { name: 'certificate_shares_certificate' })

  // Every certificate has both; what was issued before this step gets them here.
  const url = (file: string) =>
    engine === 'sqlite' ? `'/api/certificates/' || certificate_no || '/${file}'` : `CONCAT('/api/certificates/', certificate_no, '/${file}')`
  await tables.sequelize.query(`UPDATE user_certificates SET pdf_url = ${url('file.pdf')}, image_url = ${url('file.png')}`)
}

export const down = async ({ tables }: MigrationContext): Promise<void> => {
  await tables.sequelize.query('UPDATE user_certificates SET pdf_url = NULL, image_url = NULL')
  await tables.dropTable('certificate_shares')
  await tables.dropTable('certificate_files')
}
