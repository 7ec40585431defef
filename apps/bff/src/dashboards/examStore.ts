import { bins } from '@wallet/shared/dashboards/bin'
import type { ExamBoard, ExamScores } from '@wallet/shared/dashboards/exams'
import type { ExamFigure } from '@wallet/shared/dashboards/figures'
import type { Db } from '../db/connect.ts'
import { number, select, selectOne, type Row } from '../db/query.ts'
import { findVersions } from '../exams/versions.ts'
import { monthStart } from './days.ts'
import type { Scope } from './scope.ts'
import type { When } from './when.ts'

const amounts = 'SUM(taken) AS taken, SUM(passed) AS passed, SUM(hundredths) AS hundredths'
const bounds = ({ unitId }: Scope, when: When) => ({ unitId, from: monthStart(when, -11).slice(0, 7), to: when.day.slice(0, 7) })
const within = 'unit_id = :unitId AND month >= :from AND month <= :to'

/** A mean with two decimals, of scores that were summed up in hundredths. */
const meanOf = (hundredths: number, taken: number) => Math.round(hundredths / taken) / 100

/** Attempts of the last twelve months, in all. */
export const readExamFigure = async (db: Db, scope: Scope, when: When): Promise<ExamFigure> => {
  const row = await selectOne(db, `SELECT ${amounts} FROM exam_scores WHERE ${within}`, bounds(scope, when))
  const [taken, passed, hundredths] = ['taken', 'passed', 'hundredths'].map(amount => number(row?.[amount] ?? 0)) as [number, number, number]
  return { taken, passed, average: taken === 0 ? null : meanOf(hundredths, taken) }
}

type Named = Pick<ExamScores, 'title' | 'englishTitle' | 'passMark'>

/** How exams are called in the versions that learners see. */
const listNames = async (db: Db, examIds: readonly number[]): Promise<ReadonlyMap<number, Named>> => {
  if (examIds.length === 0) return new Map()
  const sql = 'SELECT v.id FROM exams e JOIN exam_versions v ON v.exam_id = e.id AND v.version = e.published_version WHERE e.id IN (:examIds)'
  const versions = await findVersions(
    db,
    (await select(db, sql, { examIds })).map(row => number(row['id'])),
  )
  return new Map([...versions.values()].map(({ examId, title, englishTitle, passMark }) => [examId, { title, englishTitle, passMark }]))
}

const scoresOf = (examId: number, named: Named, rows: readonly Row[]): ExamScores => {
  const sumOf = (amount: string) => rows.reduce((sum, row) => sum + number(row[amount]), 0)
  const inBin = new Map(rows.map(row => [number(row['bin']), number(row['taken'])]))
  const attempts = sumOf('taken')
  return {
    ...{ examId, ...named, attempts, passed: sumOf('passed') },
    average: meanOf(sumOf('hundredths'), attempts),
    bins: Array.from({ length: bins }, (_, bin) => inBin.get(bin) ?? 0),
  }
}

const bestFirst = (one: ExamScores, other: ExamScores) =>
  other.passed * one.attempts - one.passed * other.attempts || other.attempts - one.attempts || one.examId - other.examId

/** Exams by pass rate, with their scores. */
export const readExams = async (db: Db, scope: Scope, when: When): Promise<ExamBoard> => {
  const sql = `SELECT exam_id, bin, ${amounts} FROM exam_scores WHERE ${within} GROUP BY exam_id, bin`
  const of = Map.groupBy(await select(db, sql, bounds(scope, when)), row => number(row['exam_id']))
  const names = await listNames(db, [...of.keys()])
  const exams = [...of].flatMap(([examId, rows]) => {
    const named = names.get(examId)
    return named ? [scoresOf(examId, named, rows)] : []
  })
  return { exams: exams.toSorted(bestFirst) }
}
