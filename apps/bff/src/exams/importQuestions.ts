import type { Locale } from '@wallet/shared/session/session'
import { createHash } from 'node:crypto'
import { csvFile } from '@wallet/shared/csv'
import type { FileReason, FileRow, FileVerdict, Imported } from '@wallet/shared/exams/authored'
import { questionKinds } from '@wallet/shared/exams/option'
import type { QuestionDraft } from '@wallet/shared/exams/question'
import { kindWritings, reasonText } from '@wallet/shared/exams/questionFile'
import { fail } from '@wallet/shared/problem'
import { UniqueConstraintError } from 'sequelize'
import { appendAudit } from '../audit/append.ts'
import { inTransaction, type Db } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { SignedIn } from '../http/guard.ts'
import { courseIdsByTitle, findImport, listFingerprints } from './authorStore.ts'
import { readQuestionFile, type WrittenFile, type WrittenRow } from './questionFile.ts'
import { readRow } from './questionRow.ts'
import { fingerprintOf, insertQuestion } from './write.ts'

/** A row with its verdict: good, there already, or bad. */
interface Judged {
  readonly written: WrittenRow
  readonly verdict: FileRow['verdict']
  readonly draft: QuestionDraft | null
  readonly reasons: readonly FileReason[]
}

/** Judges every row: what it says, and whether the same question is there already, in use or further up. */
const judge = async (db: Db, { missing, rows }: WrittenFile): Promise<Judged[]> => {
  if (missing.length > 0) return []
  const courses = await courseIdsByTitle(db)
  const read = rows.map(written => ({ written, ...readRow(written, courses) }))
  const known = await listFingerprints(
    db,
    read.flatMap(({ draft }) => (draft ? [fingerprintOf(draft)] : [])),
  )
  const seen = new Set<string>()
  return read.map(({ written, draft, reasons }): Judged => {
    if (!draft) return { written, verdict: 'bad', draft: null, reasons: reasons ?? [] }
    const fingerprint = fingerprintOf(draft)
    const trouble = known.has(fingerprint) ? 'knownAlready' : seen.has(fingerprint) ? 'twiceHere' : null
    seen.add(fingerprint)
    return trouble ? { written, verdict: 'known', draft, reasons: [{ column: null, trouble }] } : { written, verdict: 'good', draft, reasons: [] }
  })
}

const stemLength = 80
const rowOf = ({ written: { row, by }, verdict, draft, reasons }: Judged): FileRow => ({
  ...{ row, verdict, stem: by.stem.slice(0, stemLength), reasons: [...reasons] },
  kind: draft?.kind ?? questionKinds.find(kind => kindWritings[kind].includes(by.kind.toLowerCase())) ?? null,
})

/** What would become of a file. Nothing is written. */
export const checkFile = async (db: Db, base64: string): Promise<FileVerdict> => {
  const file = readQuestionFile(base64)
  const rows = (await judge(db, file)).map(rowOf)
  const count = (verdict: FileRow['verdict']) => rows.filter(row => row.verdict === verdict).length
  const { encoding, delimiter, missing } = file
  return { encoding, delimiter, missing: [...missing], counts: { good: count('good'), known: count('known'), bad: count('bad') }, rows }
}

/** The rows that are not taken, as they were written, and why. */
export const restOfFile = async (db: Db, base64: string, locale: Locale): Promise<string> => {
  const file = readQuestionFile(base64)
  const rest = (await judge(db, file)).filter(({ verdict }) => verdict !== 'good')
  const why = (reasons: readonly FileReason[]) => reasons.map(reason => reasonText(reason, locale)).join(locale === 'zh-CN' ? '；' : '; ')
  const head = locale === 'zh-CN' ? ['原来的行号', '原因'] : ['Row', 'Why']
  return csvFile(
    [...file.header, ...head],
    rest.map(({ written: { row, cells }, reasons }) => [...file.header.map((_, i) => cells[i] ?? ''), String(row), why(reasons)]),
  )
}

interface Order {
  readonly file: string
  readonly publish: boolean
}
interface Key {
  readonly keyHash: string
  readonly bodyHash: string
}
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')

const answered = async (db: Db, me: SignedIn, { keyHash, bodyHash }: Key): Promise<Imported | null> => {
  const before = await findImport(db, me.userId, keyHash)
  if (before && before.bodyHash !== bodyHash) return fail('idempotency_key_reused')
  return before && (JSON.parse(before.answer) as Imported)
}

const importWithin = async (tx: Db, deps: Deps, me: SignedIn, { file, publish }: Order, key: Key | null): Promise<Imported> => {
  const before = key && (await answered(tx, me, key))
  if (before) return before
  const at = deps.clock.now()
  const written = readQuestionFile(file)
  if (written.missing.length > 0) fail('invalid_request', { errors: written.missing.map(column => ({ path: 'file', message: `has no column ${column}` })) })
  const judged = await judge(tx, written)
  const questionIds: number[] = []
  for (const { draft, verdict } of judged)
    if (draft && verdict === 'good') questionIds.push(await insertQuestion(tx, draft, publish ? 'published' : 'draft', at))
  const answer = { questionIds, left: judged.length - questionIds.length }
  if (key) await tx.models.questionImports.create({ ...key, userId: me.userId, answer: JSON.stringify(answer), createdAt: at }, { transaction: tx.transaction })
  await appendAudit(tx, {
    event: 'questions.imported',
    subject: 'questions',
    actorId: me.userId,
    data: { count: questionIds.length, sha256: hashOf(file) },
    at,
  })
  return answer
}

/** Takes the good rows of a file, all of them or none, and once under a key. */
export const importFile = async (deps: Deps, me: SignedIn, order: Order, idempotencyKey: string | null): Promise<Imported> => {
  const key = idempotencyKey === null ? null : { keyHash: hashOf(idempotencyKey), bodyHash: hashOf(JSON.stringify(order)) }
  try {
    return await inTransaction(deps.db, tx => importWithin(tx, deps, me, order, key))
  } catch (error) {
    // Somebody has used the key in the same moment.
    if (error instanceof UniqueConstraintError && key) return (await answered(deps.db, me, key)) ?? fail('internal')
    throw error
  }
}
