import { ExamVersion } from '@wallet/shared/exams/exam'
import type { Question } from '@wallet/shared/exams/question'
import { fail } from '@wallet/shared/problem'
import type { Db } from '../db/connect.ts'
import { number, select, text } from '../db/query.ts'

/** A published version of an exam, its questions found by their id. */
export interface PublishedExam extends ExamVersion {
  readonly versionId: number
  readonly examId: number
  readonly questions: ReadonlyMap<number, Question>
}

/** More versions than are taken at the same time, each with a pool of some hundred kilobytes at most. */
const most = 300
const known = new WeakMap<object, Map<number, PublishedExam>>()
const knownIn = ({ sequelize }: Db) => {
  const versions = known.get(sequelize) ?? new Map<number, PublishedExam>()
  known.set(sequelize, versions)
  return versions
}

/** They are read again: somebody's name was taken out of what never changes otherwise. */
export const forgetVersions = ({ sequelize }: Db): void => void known.delete(sequelize)

const read = async (db: Db, versionIds: readonly number[]): Promise<PublishedExam[]> => {
  if (versionIds.length === 0) return []
  const rows = await select(db, 'SELECT id, exam_id, snapshot FROM exam_versions WHERE id IN (:versionIds)', { versionIds })
  return rows.map(row => {
    const version = ExamVersion.parse(JSON.parse(text(row['snapshot'])))
    const [versionId, examId] = [number(row['id']), number(row['exam_id'])]
    return { ...version, versionId, examId, questions: new Map(version.pool.map(question => [question.id, question])) }
  })
}

/** Published versions by their ids. They never change: a process reads each once, and keeps it while there is room. */
export const findVersions = async (db: Db, versionIds: readonly number[]): Promise<ReadonlyMap<number, PublishedExam>> => {
  const versions = knownIn(db)
  // Taken before anything is waited for: meanwhile others may need the room.
  const found = new Map(versionIds.flatMap(id => versions.get(id) ?? []).map(version => [version.versionId, version]))
  const fresh = await read(
    db,
    versionIds.filter(id => !found.has(id)),
  )
  if (versions.size + fresh.length > most) versions.clear()
  for (const version of fresh) {
    versions.set(version.versionId, version)
    found.set(version.versionId, version)
  }
  return found
}

export const findVersion = async (db: Db, versionId: number): Promise<PublishedExam> => (await findVersions(db, [versionId])).get(versionId) ?? fail('internal')
