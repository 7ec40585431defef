import { Worker } from 'node:worker_threads'
import type { Db } from './connect.ts'
import { execute, number, selectOne } from './query.ts'

/*
 * Where SQLite has deleted or overwritten something, its bytes stay in the file: in free pages, in the room between two rows, in the log of what
 * was written. Only a file that is written anew has none of that.
 */

const name = 'pages to be cleared'

const owe = {
  sqlite: 'INSERT INTO cursors (name, position) VALUES (:name, 1) ON CONFLICT (name) DO UPDATE SET position = position + 1',
  mariadb: 'INSERT INTO cursors (name, position) VALUES (:name, 1) ON DUPLICATE KEY UPDATE position = position + 1',
}
/** Notes, with what is deleted, that its pages have to be cleared. */
export const oweClearing = (tx: Db): Promise<void> => execute(tx, owe[tx.engine], { name })

/** In a thread of its own: the server answers meanwhile. */
const rewrite = (file: string) =>
  new Promise<void>((resolve, reject) => {
    const worker = new Worker(new URL('./clearPagesWorker.ts', import.meta.url), { workerData: file })
    worker.once('error', reject)
    worker.once('exit', code => (code === 0 ? resolve() : reject(new Error(`the pages could not be cleared: ${code}`))))
  })

/** Clears the pages where that is owed; answers whether it was. What cannot be done now is tried again: whoever is at the file holds it up. */
export const clearPages = async (db: Db): Promise<boolean> => {
  const owed = number((await selectOne(db, 'SELECT position FROM cursors WHERE name = :name', { name }))?.['position'] ?? 0)
  if (owed === 0) return false
  if (db.file !== null) await rewrite(db.file)
  await execute(db, 'UPDATE cursors SET position = 0 WHERE name = :name AND position = :owed', { name, owed })
  return true
}
