import { createPool } from 'mysql2/promise'
import { listCertificates } from '../src/certificates/list.ts'
import { certificateOf } from '../src/certificates/row.ts'
import { connect, type Db } from '../src/db/connect.ts'
import { findMariadb, startMariadb } from '../test/mariadbServer.ts'
import { layIn } from './stock.ts'
import { median, type Line } from './table.ts'

const rounds = 7
const seconds = 1
const atOnce = 8

/** A wallet's first page as the product reads it (Sequelize, flattened, as it crosses the wire) against the same statement through mysql2's `execute`. */
export const walletLines = async (): Promise<Line[]> => {
  const program = findMariadb()
  if (!program) throw new Error('mariadbd is not installed')
  const mariadb = await startMariadb(program)
  const url = `${mariadb.url}/wallet`
  const pool = createPool({ uri: mariadb.url, connectionLimit: atOnce, timezone: 'Z', charset: 'utf8mb4' })
  await pool.query('CREATE DATABASE wallet')
  const db = connect(url)
  try {
    const { userIds } = await layIn(db, 20_000)
    const statement = await statementOf(db)
    const bare = createPool({ uri: url, connectionLimit: atOnce, timezone: 'Z', charset: 'utf8mb4' })
    const ours = (holderId: number) => firstPage(db, holderId)
    const theirs = (holderId: number) => bare.execute(statement.sql, statement.valuesFor(holderId))
    const measured: { ours: number; theirs: number }[] = []
    for (let round = -2; round < rounds; round++) {
      const both = { ours: await pagesPerSecond(ours, userIds), theirs: await pagesPerSecond(theirs, userIds) }
      if (round >= 0) measured.push(both)
    }
    await bare.end()
    console.log(
      `  pages a second on MariaDB: ours ${Math.round(median(measured.map(one => one.ours)))}, execute ${Math.round(median(measured.map(one => one.theirs)))}`,
    )
    return [
      { name: 'wallet page through Sequelize ÷ mysql2 execute (MariaDB)', rounds: measured.map(both => both.ours / both.theirs), target: { atLeast: 0.6 } },
    ]
  } finally {
    await db.sequelize.close()
    await pool.end()
    await mariadb.stop()
  }
}

const firstPage = (db: Db, holderId: number) => {
  const now = new Date()
  return listCertificates(db, { holderId, limit: 20 }, now, row => certificateOf(row, now, 'http://localhost:3000'))
}

/** The statement that the product itself sends, with a place for each value, and the values for one holder. */
const statementOf = async (db: Db) => {
  const sent: { sql: string; values: Record<string, unknown> }[] = []
  const listen = (sql: string, options: { replacements: Record<string, unknown> }) => {
    sent.push({ sql, values: options.replacements })
    return db.sequelize.query(sql, options)
  }
  const listening = { ...db, sequelize: Object.create(db.sequelize, { query: { value: listen } }) as Db['sequelize'] }
  await firstPage(listening, 1)
  const { sql = '', values = {} } = sent[0] ?? {}
  const names = [...sql.matchAll(/(?<!:):(\w+)/g)].map(([, name = '']) => name)
  return {
    sql: sql.replace(/(?<!:):(\w+)/g, '?'),
    // As text: a prepared LIMIT takes no floating-point number.
    valuesFor: (holderId: number) => names.map(name => (name === 'holderId' ? holderId : String(values[name]))),
  }
}

const pagesPerSecond = async (page: (holderId: number) => Promise<unknown>, holders: readonly number[]) => {
  const began = performance.now()
  const until = began + seconds * 1000
  let pages = 0
  const reader = async () => {
    while (performance.now() < until) await page(holders[pages++ % holders.length] ?? 1)
  }
  await Promise.all(Array.from({ length: atOnce }, reader))
  return pages / ((performance.now() - began) / 1000)
}
