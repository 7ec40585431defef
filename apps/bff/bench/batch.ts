import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPool } from 'mysql2/promise'
import { pino } from 'pino'
import { draftCertificate } from '../src/certificates/draft.ts'
import { rowsOf, type NewCertificate } from '../src/certificates/write.ts'
import { readConfig } from '../src/config.ts'
import { connect, inTransaction, type Db } from '../src/db/connect.ts'
import { migrate } from '../src/db/migrate.ts'
import { number, selectOne } from '../src/db/query.ts'
import { insertNewRows, insertRows } from '../src/db/rows.ts'
import { installTemplates } from '../src/demo/prepare.ts'
import { listByIds } from '../src/people/store.ts'
import { issueChunk, rowsAtOnce, type Issuing } from '../src/issuing/runBatch.ts'
import { findCurrentTemplate } from '../src/templates/store.ts'
import { findMariadb, startMariadb } from '../test/mariadbServer.ts'
import { median, type Line } from './table.ts'

const people = 10_000
const rounds = 5

/** So many people; answers what issuing needs beside the database. */
const layIn = async (db: Db): Promise<Issuing> => {
  await migrate(db)
  const now = new Date()
  await installTemplates(db, now)
  await db.models.orgUnits.create({ id: 1, parentId: null, kind: 'enterprise', name: '考培练', path: '/1/', depth: 0 })
  const person = { role: 'employee', orgUnitId: 1, locale: 'zh-CN', isActive: true, createdAt: now, updatedAt: now }
  await db.models.users.bulkCreate(Array.from({ length: people }, (_, n) => ({ ...person, id: n + 1, employeeNo: `B${n + 1}`, fullName: `张${n + 1}` })))
  const outside = { clock: { now: () => new Date() }, random: (count: number) => randomBytes(count), verdicts: { forget: () => undefined } }
  return { ...outside, db, config: readConfig({ DEMO: '0' }), log: pino({ level: 'silent' }) }
}

/** A list that has been confirmed: everybody, under a title of their own round. */
const aBatch = async ({ db, clock }: Issuing, templateId: number, versionId: number, title: string) => {
  const at = clock.now()
  const file = { fileName: 'bench.csv', fileHash: '0'.repeat(64), encoding: 'utf-8', delimiter: 'comma', header: '[]', columns: '{}' }
  const counts = { rowsTotal: people, valid: people, invalid: 0, skipped: 0, warned: 0, issued: 0, position: 0, runMs: 0 }
  const who = { createdBy: 1, createdAt: at, confirmedBy: 1, confirmedAt: at, touchedAt: at }
  const created = await db.models.batches.create({ state: 'running', templateId, templateVersionId: versionId, duplicates: 'skip', ...file, ...counts, ...who })
  const id = number(created.get('id'))
  const item = JSON.stringify({ title, score: 96.5 })
  for (let from = 1; from <= people; from += rowsAtOnce)
    await insertRows(db, {
      table: 'batch_rows',
      columns: ['batch_id', 'row_no', 'cells', 'has_odd_quotes', 'employee_no', 'full_name', 'user_id', 'item', 'verdict', 'reasons'],
      rows: Array.from({ length: rowsAtOnce }, (_, n) => [id, from + n + 1, '[]', 0, `B${from + n}`, `张${from + n}`, from + n, item, 'ready', '[]']),
    })
  return id
}

/** Certificates as the batch would write them, drafted beforehand. */
const drafts = async ({ db, clock, random, config }: Issuing, templateId: number, title: string): Promise<NewCertificate[]> => {
  const template = await findCurrentTemplate(db, templateId)
  if (!template) throw new Error('no template')
  const everybody = await listByIds(
    db,
    Array.from({ length: people }, (_, n) => n + 1),
  )
  const now = clock.now()
  return everybody.map(person => {
    const order = { templateId, employeeNo: person.employeeNo, title, score: 96.5 }
    return draftCertificate({ order, person, template, before: null, issuedBy: 1, now, random, config })
  })
}

const secondsOf = async (work: () => Promise<void>) => {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

const measure = async (engine: string, url: string): Promise<Line[]> => {
  const db = connect(url)
  try {
    const deps = await layIn(db)
    const template = await selectOne(
      db,
      "SELECT t.id, v.id AS version_id FROM certificate_templates t JOIN template_versions v ON v.template_id = t.id WHERE t.type = 'exam'",
    )
    const [templateId, versionId] = [number(template?.['id']), number(template?.['version_id'])]
    const measured: { batch: number; raw: number }[] = []
    for (let round = -1; round < rounds; round++) {
      const certificates = await drafts(deps, templateId, `原样 ${round}`)
      const id = await aBatch(deps, templateId, versionId, `批量 ${round}`)
      const raw = () =>
        secondsOf(async () => {
          for (let from = 0; from < people; from += rowsAtOnce)
            await inTransaction(db, async tx => insertNewRows(tx, rowsOf(tx, certificates.slice(from, from + rowsAtOnce))))
        })
      const batch = () =>
        secondsOf(async () => {
          while (await issueChunk(deps, id));
        })
      // In turns: the table grows, and neither always finds the larger one.
      const both = round % 2 === 0 ? { raw: await raw(), batch: await batch() } : { batch: await batch(), raw: await raw() }
      const issued = number((await selectOne(db, 'SELECT issued FROM batches WHERE id = :id', { id }))?.['issued'])
      if (issued !== people) throw new Error(`${issued} of ${people} were issued`)
      if (round >= 0) measured.push(both)
    }
    console.log(
      `  ${engine}: 10,000 raw in ${median(measured.map(({ raw }) => raw)).toFixed(2)} s, as a batch in ${median(measured.map(({ batch }) => batch)).toFixed(2)} s`,
    )
    return [
      {
        name: `10,000 as a batch ÷ raw multi-row insert of their rows (${engine})`,
        rounds: measured.map(both => both.batch / both.raw),
        target: { atMost: 1.5 },
      },
    ]
  } finally {
    await db.sequelize.close()
  }
}

const onSqlite = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'wallet-bench-'))
  try {
    return await measure('SQLite', `sqlite:${join(folder, 'wallet.sqlite')}`)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const onMariadb = async () => {
  const program = findMariadb()
  if (!program) throw new Error('mariadbd is not installed')
  const mariadb = await startMariadb(program)
  try {
    const pool = createPool(mariadb.url)
    await pool.query('CREATE DATABASE batch')
    await pool.end()
    return await measure('MariaDB', `${mariadb.url}/batch`)
  } finally {
    await mariadb.stop()
  }
}

/**
 * What issuing a list costs beside writing its rows: on both sides 1,000 rows a transaction by the same statement. Counted on ours: who they are,
 * what they hold, numbers and hashes, audit and outbox, one of each per certificate, and how far it is. Not counted: pictures, which follow.
 */
export const batchLines = async (): Promise<Line[]> => [...(await onSqlite()), ...(await onMariadb())]
