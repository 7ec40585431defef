import { access, mkdir, readdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { auditHead, sealAudit, verifyAudit } from '../audit/seal.ts'
import { StartError } from '../config.ts'
import { inSnapshot, type Db } from '../db/connect.ts'
import { appliedMigrations } from '../db/migrate.ts'
import type { Deps } from '../deps.ts'
import type { FileStore } from '../files/fileStore.ts'
import { filePart, manifestName, sha256Of, sumsName, syncToDisk, tablePart, writePart, type Manifest } from './archive.ts'
import { listFileHashes, listTables, nextIds, readRows } from './tableStore.ts'

/** What is of no use later, or opens doors: sessions, half-way sign-ins, links to set a password, and counts of attempts. */
const leftOut = new Set(['sessions', 'rate_limits', 'sign_on_attempts', 'password_links'])

type Need = Pick<Deps, 'db' | 'clock' | 'files'>
/** Told of what was done, a line at a time. */
export type Tell = (line: string) => void

const writeTables = async (tx: Db, folder: string, tell: Tell): Promise<Manifest['tables']> => {
  await mkdir(path.join(folder, 'tables'))
  const written: Manifest['tables'] = []
  for (const table of await listTables(tx)) {
    if (leftOut.has(table.name)) continue
    const rows = await writePart(path.join(folder, tablePart(table.name)), readRows(tx, table))
    written.push({ name: table.name, columns: [...table.columns], rows })
    if (rows > 0) tell(`${table.name}: ${rows}`)
  }
  return written
}

/** Copies of certificates can be made again and may be gone; of anything else a missing file is named. */
const writeFiles = async (files: FileStore, hashes: readonly string[], folder: string) => {
  const missing: string[] = []
  for (const sha256 of hashes) {
    const bytes = await files.read(sha256)
    if (!bytes) missing.push(sha256)
    else {
      const file = path.join(folder, filePart(sha256))
      await mkdir(path.dirname(file), { recursive: true })
      await writeFile(file, bytes, { flag: 'wx', flush: true })
    }
  }
  return missing
}

const writeSums = async (folder: string) => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const names = entries.filter(entry => entry.isFile()).map(entry => path.relative(folder, path.join(entry.parentPath, entry.name)))
  const lines: string[] = []
  for (const name of names.toSorted()) lines.push(`${await sha256Of(path.join(folder, name))}  ${name.split(path.sep).join('/')}`)
  await writeFile(path.join(folder, sumsName), `${lines.join('\n')}\n`, { flag: 'wx', flush: true })
}

const isThere = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  )

/**
 * Writes the database, as it is at one moment, and every file it names into a new folder. Until it is whole the folder is called `….partial`;
 * nothing that is there already is touched.
 */
export const backUp = async ({ db, clock, files }: Need, folder: string, tell: Tell): Promise<Manifest> => {
  const partial = `${folder}.partial`
  for (const taken of [folder, partial]) if (await isThere(taken)) throw new StartError(`${taken} is there already: choose another folder, or move it away.`)
  while ((await sealAudit(db)) > 0);
  await mkdir(path.dirname(path.resolve(folder)), { recursive: true })
  // What is in it is for nobody else on this machine.
  await mkdir(partial, { mode: 0o700 })
  const { hashes, ...told } = await inSnapshot(db, async tx => {
    const found = await verifyAudit(tx)
    const { sealNo, hash } = await auditHead(tx)
    return {
      hashes: await listFileHashes(tx),
      migrations: await appliedMigrations(db),
      tables: await writeTables(tx, partial, tell),
      nextIds: await nextIds(tx),
      audit: { sealNo, hash, brokenAt: found?.sealNo ?? null },
    }
  })
  const missingFiles = await writeFiles(files, hashes, partial)
  const manifest: Manifest = {
    ...{ format: 1, takenAt: clock.now().toISOString(), engine: db.engine, ...told },
    ...{ leftOut: [...leftOut], files: hashes.length - missingFiles.length, missingFiles },
  }
  await writeFile(path.join(partial, manifestName), `${JSON.stringify(manifest, null, 2)}\n`, { flag: 'wx', flush: true })
  await writeSums(partial)
  await syncToDisk(partial)
  await rename(partial, folder)
  await syncToDisk(path.dirname(path.resolve(folder)))
  return manifest
}
