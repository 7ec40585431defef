import { attemptsLeft, obstacleTo } from '@wallet/shared/exams/attempt'
import type { ExamCard, ExamCover } from '@wallet/shared/exams/shownExam'
import { questionKinds } from '@wallet/shared/exams/option'
import { secondsLeft } from '@wallet/shared/exams/time'
import { fail } from '@wallet/shared/problem'
import { findByRowId } from '../certificates/store.ts'
import type { Db } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { findCurrentTemplate } from '../templates/store.ts'
import { isOverdue } from './end.ts'
import { findCertificateId, findCourseTitle, listCompletedCourses, type ExamRow } from './store.ts'
import { listLatest, listTaken, untaken, type AttemptHead, type Taken } from './takenStore.ts'
import { findVersions, type PublishedExam } from './versions.ts'

const countOf = ({ paper }: PublishedExam) => ('count' in paper ? paper.count : paper.sections.reduce((sum, section) => sum + section.count, 0))

/** One whose time has run out is over, though nobody may have ended it yet. */
const runningOf = ({ open }: Taken, now: Date) =>
  open && !isOverdue(open, now) ? { attemptId: open.attemptId, secondsLeft: secondsLeft(now, open.deadlineAt) } : null

interface Known {
  readonly exam: ExamRow
  readonly version: PublishedExam
  readonly taken: Taken
  readonly completed: ReadonlySet<number>
  readonly now: Date
}

const cardOf = ({ exam, version, taken, completed, now }: Known): ExamCard => {
  const { title, englishTitle, summary, category, courseId, minutes, passMark } = version
  const left = attemptsLeft(version.attempts, taken.begun)
  return {
    ...{ id: exam.id, title, englishTitle, summary, category, courseId, minutes, passMark },
    questionCount: countOf(version),
    earnsCertificate: version.templateId !== null,
    attempts: version.attempts,
    attemptsLeft: left,
    best: taken.best,
    running: runningOf(taken, now),
    obstacle: obstacleTo({ isRetired: exam.isRetired, lacksCourse: courseId !== null && !completed.has(courseId), attemptsLeft: left }),
  }
}

const know = async ({ db, clock }: Deps, userId: number, rows: readonly ExamRow[]): Promise<Known[]> => {
  const now = clock.now()
  const [versions, taken] = await Promise.all([
    findVersions(
      db,
      rows.map(({ versionId }) => versionId),
    ),
    listTaken(
      db,
      userId,
      rows.map(({ id }) => id),
    ),
  ])
  const completed = await listCompletedCourses(
    db,
    userId,
    [...versions.values()].flatMap(({ courseId }) => courseId ?? []),
  )
  return rows.map(exam => ({
    exam,
    version: versions.get(exam.versionId) ?? fail('internal'),
    taken: taken.get(exam.id) ?? untaken,
    completed,
    now,
  }))
}

/** Exams as one person sees them in a list. */
export const cardsOf = async (deps: Deps, userId: number, rows: readonly ExamRow[]): Promise<ExamCard[]> => (await know(deps, userId, rows)).map(cardOf)

const lineOf = ({ startedAt, endedAt, ...head }: AttemptHead, best: number | undefined) => ({
  ...head,
  startedAt: startedAt.toISOString(),
  endedAt: endedAt?.toISOString() ?? null,
  isBest: head.id === best,
})

/** The kinds of question that a paper asks. */
const kindsOf = ({ paper, pool }: PublishedExam) => {
  const asked = new Set(('count' in paper ? pool : paper.sections).map(({ kind }) => kind))
  return questionKinds.filter(kind => asked.has(kind))
}

const courseOf = async (db: Db, { version: { courseId }, completed }: Known): Promise<ExamCover['course']> => {
  const named = courseId === null ? null : await findCourseTitle(db, courseId)
  return named && courseId !== null ? { id: courseId, ...named, isCompleted: completed.has(courseId) } : null
}

/** The certificate of a pass, unless its template has been taken out of use. */
const earnedBy = async (db: Db, { templateId }: PublishedExam): Promise<ExamCover['earns']> => {
  const template = templateId === null ? null : await findCurrentTemplate(db, templateId)
  if (!template?.isActive) return null
  const { type, orientation, validityMonths } = template.current
  return { name: template.name, type, orientation, validityMonths }
}

const certificateNoOf = async (db: Db, userId: number, examId: number) => {
  const id = await findCertificateId(db, userId, examId)
  return id === null ? null : ((await findByRowId(db, id))?.certificateNo ?? null)
}

/** Of more attempts a cover shows the latest. */
const mostLines = 100

/** The cover of an exam for one person. */
export const coverOf = async (deps: Deps, userId: number, row: ExamRow): Promise<ExamCover> => {
  const known = (await know(deps, userId, [row]))[0] ?? fail('internal')
  const { multiple, review, betterScore } = known.version
  const card = cardOf(known)
  return {
    ...card,
    ...{ multiple, review, betterScore },
    kinds: kindsOf(known.version),
    course: await courseOf(deps.db, known),
    earns: await earnedBy(deps.db, known.version),
    certificateNo: await certificateNoOf(deps.db, userId, row.id),
    mine: (await listLatest(deps.db, userId, row.id, mostLines)).map(head => lineOf(head, card.best?.attemptId)),
  }
}
