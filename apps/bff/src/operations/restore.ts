import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { auditHead, verifyAudit } from '../audit/seal.ts'
import { StartError } from '../config.ts'
import { inTransaction, type Db } from '../db/connect.ts'
import { appliedMigrations, knownMigrations, migrate, migrateTo } from '../db/migrate.ts'
import type { Deps } from '../deps.ts'
import type { FileStore } from '../files/fileStore.ts'
import { filePart, readArchive, readPart, tablePart, type Manifest } from './archive.ts'
import type { Tell } from './backup.ts'
import { countRows, emptyTable, listFileHashes, listTables, setNextIds, withoutOrder, writeRows } from './tableStore.ts'

type Need = Pick<Deps, 'db' | 'files'>

/** What nobody would want to lose by mistake. */
const precious = ['users', 'user_certificates', 'audit_events']

const isInUse = async (db: Db): Promise<boolean> => {
  for (const table of precious) if ((await countRows(db, table)) > 0) return true
  return false
}

/** Brings the tables to where they were when the backup was taken. */
const prepareTables = async (db: Db, { migrations }: Manifest): Promise<void> => {
  const known = knownMigrations()
  const unknown = migrations.find(name => !known.includes(name))
  if (unknown !== undefined) throw new StartError(`The backup comes from a newer version of this product (${unknown} is not known here). Nothing was changed.`)
  const applied = await appliedMigrations(db)
  const last = migrations.at(-1)
  if (applied.length > migrations.length)
    throw new StartError('The backup comes from an older version than this database: restore it into a new one, which is brought up to date then.')
  if (last !== undefined && applied.length < migrations.length) await migrateTo(db, last)
}

const load = async (tx: Db, folder: string, { tables }: Manifest, tell: Tell) => {
  for (const { name } of await listTables(tx)) await emptyTable(tx, name)
  for (const table of tables) {
    for await (const rows of readPart(path.join(folder, tablePart(table.name)))) await writeRows(tx, table, rows)
    const count = await countRows(tx, table.name)
    if (count !== table.rows) throw new StartError(`${table.name} has ${count} rows instead of ${table.rows}. Nothing was changed.`)
    if (count > 0) tell(`${table.name}: ${count}`)
  }
}

const insistOnTrail = async (tx: Db, { audit }: Manifest) => {
  const { sealNo, hash } = await auditHead(tx)
  const found = await verifyAudit(tx)
  if (sealNo !== audit.sealNo || hash !== audit.hash || (found?.sealNo ?? null) !== audit.brokenAt)
    throw new StartError('The audit trail is not the one that was backed up. Nothing was changed.')
}

const restoreFiles = async (db: Db, files: FileStore, folder: string, missing: ReadonlySet<string>) => {
  for (const sha256 of await listFileHashes(db)) {
    if (missing.has(sha256)) continue
    const written = await files.write(await readFile(path.join(folder, filePart(sha256))))
    if (written !== sha256) throw new StartError(`The file ${sha256} is not what its name says. Nothing in the database was changed.`)
  }
}

/**
 * Puts a backup into a database and a file store: all of it, or nothing. Every part is checked before anything is touched; a database in use is
 * left alone unless it is to be replaced. The product has to be stopped meanwhile.
 */
export const restore = async ({ db, files }: Need, folder: string, { replaces, tell }: { replaces: boolean; tell: Tell }): Promise<Manifest> => {
  const manifest = await readArchive(folder)
  if ((await appliedMigrations(db)).length > 0 && !replaces && (await isInUse(db)))
    throw new StartError('This database is in use. With --replace everything in it is replaced by the backup.')
  await prepareTables(db, manifest)
  await inTransaction(
    db,
    async tx => {
      await withoutOrder(tx, () => load(tx, folder, manifest, tell))
      await insistOnTrail(tx, manifest)
      // Kept by what they hold: should the rest fail, they are in nobody's way.
      await restoreFiles(tx, files, folder, new Set(manifest.missingFiles))
    },
    1,
  )
  await setNextIds(db, manifest.nextIds)
  await migrate(db)
  return manifest
}
