import { DatabaseSync } from 'node:sqlite'
import { workerData } from 'node:worker_threads'

// Waits for whoever writes, and gives up where that takes too long.
const connection = new DatabaseSync(String(workerData), { timeout: 10_000 })
connection.exec('VACUUM')
// The old pages are still in the file until the log is written over them, and in the log until that is cut off.
const { busy } = connection.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() ?? { busy: 1 }
connection.close()
if (busy !== 0) throw new Error('somebody reads what was there before')
