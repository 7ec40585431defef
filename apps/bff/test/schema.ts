import type { Db } from '../src/db/connect.ts'
import { select, text } from '../src/db/query.ts'

const statements = {
  sqlite: ["SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name"],
  mariadb: [
    'SELECT table_name AS name, column_name AS c, column_type AS y, is_nullable AS n, collation_name AS o FROM information_schema.columns WHERE table_schema = DATABASE() ORDER BY 1, 2',
    'SELECT table_name AS name, index_name AS i, column_name AS c, seq_in_index AS s, non_unique AS n FROM information_schema.statistics WHERE table_schema = DATABASE() ORDER BY 1, 2, 4',
  ],
}

/** Every table there is, with its columns and indexes, as the engine tells of them. */
export const schemaOf = async (db: Db): Promise<{ name: string; rest: unknown }[]> =>
  (await Promise.all(statements[db.engine].map(sql => select(db, sql)))).flat().map(({ name, ...rest }) => ({ name: text(name), rest }))
