import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ExamDraft } from '@wallet/shared/exams/exam'
import { QuestionDraft } from '@wallet/shared/exams/question'
import type { RunningAttempt } from '@wallet/shared/exams/shownAttempt'
import { createPool } from 'mysql2/promise'
import { connect, inTransaction, type Db } from '../src/db/connect.ts'
import { migrate } from '../src/db/migrate.ts'
import { number, selectOne } from '../src/db/query.ts'
import { installTemplates } from '../src/demo/prepare.ts'
import { insertExam, insertQuestion, publishExam } from '../src/exams/write.ts'
import { startSession } from '../src/session/store.ts'
import { findMariadb, startMariadb } from '../test/mariadbServer.ts'
import { startProduct, type Server } from './children.ts'
import type { Line } from './table.ts'

const learners = 1_000
const atOnce = 200
const questions = 20

/** Lays in so many learners who are signed in, and an exam with a certificate; answers its id and their sessions. */
const layIn = async (db: Db) => {
  await migrate(db)
  const now = new Date()
  await installTemplates(db, now)
  await db.models.orgUnits.create({ id: 1, parentId: null, kind: 'enterprise', name: '考培练', path: '/1/', depth: 0 })
  const ids = Array.from({ length: learners }, (_, n) => n + 1)
  const person = { role: 'employee', orgUnitId: 1, locale: 'zh-CN', isActive: true, createdAt: now, updatedAt: now }
  await db.models.users.bulkCreate(ids.map(id => ({ ...person, id, employeeNo: `B${id}`, fullName: `张${id}` })))
  return inTransaction(db, async tx => {
    const tokens: string[] = []
    for (const userId of ids) tokens.push(await startSession(tx, { userId, userAgent: 'bench', now, random: randomBytes }))
    return { tokens, examId: await layInExam(tx, now) }
  })
}

const layInExam = async (tx: Db, now: Date) => {
  const options = ['A', 'B', 'C', 'D'].map(key => ({ key, text: `说法 ${key}` }))
  const pool: number[] = []
  for (let n = 0; n < questions; n++) {
    const draft = QuestionDraft.parse({ kind: 'single', stem: `第 ${n} 题`, options, answer: ['B'], category: 'compliance', points: 1, isReserved: true })
    pool.push(await insertQuestion(tx, draft, 'published', now))
  }
  const template = await selectOne(tx, "SELECT id FROM certificate_templates WHERE type = 'exam'")
  const names = { title: '信息安全与数据保护', englishTitle: 'Information security', category: 'compliance' }
  const draft = ExamDraft.parse({ ...names, templateId: number(template?.['id']), paper: { count: questions }, minutes: 60 })
  const id = await insertExam(tx, draft, pool, now)
  await publishExam(tx, id, null, now)
  return id
}

/** Does a thing for each, so many at the same time; answers the results and the seconds that it took. */
const forEach = async <T, R>(things: readonly T[], act: (thing: T) => Promise<R>) => {
  const began = performance.now()
  const results: R[] = []
  let next = 0
  const worker = async () => {
    for (let at = next++; at < things.length; at = next++) results[at] = await act(things[at] as T)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return { results, seconds: (performance.now() - began) / 1000 }
}

const callOf =
  ({ port }: Server) =>
  (token: string) =>
  async (method: string, path: string, body?: unknown) => {
    const origin = `http://localhost:${port}`
    const headers = { origin, cookie: `wallet=${token}`, ...(body !== undefined && { 'content-type': 'application/json' }) }
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) })
    const json: unknown = await answer.json()
    return { ok: answer.ok, json }
  }

/** Begins, answers and submits for everybody, step by step; answers how long each step took, and how many calls were refused. */
const sit = async (server: Server, tokens: readonly string[], examId: number) => {
  const call = callOf(server)
  const begun = await forEach(tokens, async token => ({ token, ...(await call(token)('POST', `/api/exams/${examId}/attempts`)) }))
  const papers = begun.results.map(({ token, json }) => ({ token, attempt: json as RunningAttempt }))
  const saved = await forEach(papers, ({ token, attempt }) => {
    const answers = attempt.questions.map(({ id, options }) => ({
      questionId: id,
      picked: options.filter(({ text }) => text.endsWith('B')).map(({ key }) => key),
      isFlagged: false,
    }))
    return call(token)('PUT', `/api/attempts/${attempt.id}/answers`, { answers })
  })
  const submitted = await forEach(papers, ({ token, attempt }) => call(token)('POST', `/api/attempts/${attempt.id}/submit`))
  const refused = [...begun.results, ...saved.results, ...submitted.results].filter(({ ok }) => !ok).length
  return { begin: begun.seconds, save: saved.seconds, submit: submitted.seconds, refused }
}

/** Results and certificates that are missing or there twice. */
const wrongIn = async (db: Db) => {
  const count = async (sql: string) => number((await selectOne(db, sql))?.['n'])
  const results = await count('SELECT COUNT(*) AS n FROM attempts WHERE ended_at IS NOT NULL AND score = 100')
  const certificates = await count('SELECT COUNT(*) AS n FROM user_certificates WHERE exam_id IS NOT NULL AND score = 100')
  const holders = await count('SELECT COUNT(DISTINCT user_id) AS n FROM user_certificates WHERE exam_id IS NOT NULL')
  return Math.abs(learners - results) + Math.abs(learners - certificates) + (learners - holders)
}

const measure = async (engine: string, url: string): Promise<Line[]> => {
  const db = connect(url)
  const { tokens, examId } = await layIn(db)
  const server = await startProduct(url, { DEMO: '0' })
  try {
    const { begin, save, submit, refused } = await sit(server, tokens, examId)
    const wrong = await wrongIn(db)
    console.log(`  ${engine}: ${learners} begin in ${begin.toFixed(1)} s, save in ${save.toFixed(1)} s, submit in ${submit.toFixed(1)} s`)
    return [
      { name: `1,000 learners submit the same exam, ${atOnce} at once (${engine})`, rounds: [submit], target: { atMost: 60 }, unit: ' s' },
      { name: `refusals, and results or certificates missing or double (${engine})`, rounds: [refused + wrong], target: { atMost: 0 } },
    ]
  } finally {
    await server.stop()
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
    await pool.query('CREATE DATABASE exams')
    await pool.end()
    return await measure('MariaDB', `${mariadb.url}/exams`)
  } finally {
    await mariadb.stop()
  }
}

/** A whole enterprise sits the same exam: everybody gets one result and one certificate, within a minute. */
export const examLines = async (): Promise<Line[]> => [...(await onSqlite()), ...(await onMariadb())]
