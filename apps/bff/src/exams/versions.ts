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

const learn = async (db: Db, versionIds: readonly number[], versions: Map<number, PublishedExam>) => {
  for (const row of await select(db, 'SELECT id, exam_id, snapshot FROM exam_versions WHERE id IN (:versionIds)', { versionIds })) {
    const version = ExamVersion.parse(JSON.parse(text(row['snapshot'])))
    const [versionId, examId] = [number(row['id']), number(row['exam_id'])]
    versions.set(versionId, { ...version, versionId, examId, questions: new Map(version.pool.map(question => [question.id, question])) })
  }
}

/** Published versions by their ids. They never change: a process reads each once. */
export const findVersions = async (db: Db, versionIds: readonly number[]): Promise<ReadonlyMap<number, PublishedExam>> => {
  const versions = knownIn(db)
  if (versions.size + versionIds.length > most) versions.clear()
  const unknown = versionIds.filter(id => !versions.has(id))
  if (unknown.length > 0) await learn(db, unknown, versions)
  return new Map(versionIds.map(id => [id, versions.get(id) ?? fail('internal')]))
}

export const findVersion = async (db: Db, versionId: number): Promise<PublishedExam> => (await findVersions(db, [versionId])).get(versionId) ?? fail('internal')
