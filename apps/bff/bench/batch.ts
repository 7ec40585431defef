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
import { instant, number, selectOne } from '../src/db/query.ts'
import { insertNewRows, insertRows, type Rows } from '../src/db/rows.ts'
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

/** What else a certificate leaves behind, as it is told by the batch: an event in the trail, and one in the outbox. */
const effectsOf = (tx: Db, certificates: readonly NewCertificate[]): Rows[] => [
  {
    table: 'audit_events',
    columns: ['event', 'subject', 'actor_id', 'data', 'at'],
    rows: certificates.map(one => [
      'certificate.issued',
      one.certificateNo,
      one.issuedBy,
      JSON.stringify({ factsHash: one.factsHash }),
      instant(tx, one.issuedAt),
    ]),
  },
  {
    table: 'outbox',
    columns: ['topic', 'payload', 'created_at'],
    rows: certificates.map(one => ['certificate.issued', JSON.stringify({ certificateNo: one.certificateNo }), instant(tx, one.issuedAt)]),
  },
]

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

/** By what 10,000 certificates can be written: their rows alone, those with trail and outbox, or as a batch. */
const ways = ['alone', 'whole', 'batch'] as const
type Way = (typeof ways)[number]

const writeAll = async (db: Db, certificates: readonly NewCertificate[], isWhole: boolean) => {
  for (let from = 0; from < people; from += rowsAtOnce)
    await inTransaction(db, async tx => {
      const chunk = certificates.slice(from, from + rowsAtOnce)
      await insertNewRows(tx, rowsOf(tx, chunk))
      if (isWhole) for (const rows of effectsOf(tx, chunk)) await insertRows(tx, rows)
    })
}
const issueAll = async (deps: Issuing, id: number) => {
  while (await issueChunk(deps, id));
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
    const measured: Record<Way, number>[] = []
    for (let round = -1; round < rounds; round++) {
      const [alone, whole] = [await drafts(deps, templateId, `原样 ${round}`), await drafts(deps, templateId, `全部 ${round}`)]
      const id = await aBatch(deps, templateId, versionId, `批量 ${round}`)
      const seconds: Record<Way, number> = { alone: NaN, whole: NaN, batch: NaN }
      // In turns: the tables grow, and none always finds the larger ones.
      for (let turn = 0; turn < ways.length; turn++) {
        const way = ways[(turn + round + ways.length) % ways.length] ?? 'batch'
        seconds[way] = await secondsOf(
          { alone: () => writeAll(db, alone, false), whole: () => writeAll(db, whole, true), batch: () => issueAll(deps, id) }[way],
        )
      }
      const issued = number((await selectOne(db, 'SELECT issued FROM batches WHERE id = :id', { id }))?.['issued'])
      if (issued !== people) throw new Error(`${issued} of ${people} were issued`)
      if (round >= 0) measured.push(seconds)
    }
    const middle = (way: Way) => median(measured.map(seconds => seconds[way])).toFixed(2)
    console.log(
      `  ${engine}: 10,000 as rows alone in ${middle('alone')} s, with what follows from them in ${middle('whole')} s, as a batch in ${middle('batch')} s`,
    )
    return [
      {
        name: `10,000 as a batch ÷ raw multi-row insert of all they leave behind (${engine})`,
        rounds: measured.map(seconds => seconds.batch / seconds.whole),
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
 * What issuing a list costs beside writing what it leaves behind: certificates, and an event of each in the trail and in the outbox. On both sides
 * 1,000 rows a transaction, each kind by one statement. Counted on ours: who they are, what they hold, numbers and hashes, and how far it is. Not
 * counted: pictures, which follow.
 */
export const batchLines = async (): Promise<Line[]> => [...(await onSqlite()), ...(await onMariadb())]
