import type { MigrationContext } from '../migrate.ts'

const indexes = [
  { name: 'certificates_revoked', columns: ['revoked_at'] },
  { name: 'certificates_expiry', columns: ['valid_until', 'org_unit_id'] },
]

const make = async ({ tables, engine }: MigrationContext, where: (column: string) => string) => {
  if (engine !== 'sqlite') return
  for (const { name, columns } of indexes) {
    await tables.removeIndex('user_certificates', name)
    await tables.sequelize.query(
      `CREATE INDEX \`${name}\` ON \`user_certificates\` (${columns.map(column => `\`${column}\``).join(', ')})${where(columns[0] ?? '')}`,
    )
  }
}

/**
 * Much is asked of what has not been revoked, and of what has no end. SQLite does not know how common that is, and would walk along these
 * indexes through the whole table; where they hold only what is there, it cannot.
 */
export const up = (context: MigrationContext): Promise<void> => make(context, column => ` WHERE ${column} IS NOT NULL`)

export const down = (context: MigrationContext): Promise<void> => make(context, () => '')
