import { createHash } from 'node:crypto'
import type { LearningEvent } from '@wallet/shared/badges/event'
import { addDays, dayIn, startOfDay, validUntilAfter } from '@wallet/shared/certificates/validity'
import { drawBy, shuffled } from '@wallet/shared/exams/draw'
import type { OptionKey } from '@wallet/shared/exams/option'
import { drawPaper, type Paper } from '@wallet/shared/exams/paper'
import type { Question } from '@wallet/shared/exams/question'
import { scoreOf } from '@wallet/shared/exams/score'
import { deadlineOf } from '@wallet/shared/exams/time'
import { percentOf } from '@wallet/shared/percent'
import { whenOf } from '../badges/record.ts'
import type { Db } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { failedBefore, failuresOnly, renewalBegun } from './examinees.ts'
import { examOf, type DemoExam } from './seedExams.ts'
import type { IssuedDemo } from './seedLearning.ts'

type Seed = Pick<Deps, 'clock' | 'config'>
const [minuteMs, dayMs] = [60_000, 86_400_000]

/** An attempt with its people and ids; `right`: how many of its questions were answered so. */
interface Sitting {
  readonly userId: number
  readonly exam: DemoExam
  readonly right: number
  readonly endedAt: Date
  readonly certificateId: number | null
}
interface Sat {
  readonly exams: readonly DemoExam[]
  /** Of exams only. */
  readonly issued: readonly IssuedDemo[]
  readonly idOf: (person: number) => number
}

/** How many right answers give this score. */
const rightFor = ({ paper: { questions } }: DemoExam, score: number) =>
  Array.from({ length: questions + 1 }, (_, right) => right).find(right => percentOf(right, questions) === score) ?? questions

const passes = ({ exams, issued, idOf }: Sat): Sitting[] =>
  issued.flatMap(({ demo, id, issuedAt }): Sitting[] => {
    const exam = examOf(exams, demo)
    if (!exam) return []
    const pass = { userId: idOf(demo.person), exam, right: rightFor(exam, demo.score ?? 0), endedAt: issuedAt, certificateId: id }
    const before = failedBefore(demo).map(days => ({
      ...pass,
      right: exam.paper.pass - 1 - (days % 3),
      endedAt: new Date(issuedAt.getTime() - days * dayMs),
      certificateId: null,
    }))
    return [...before, pass]
  })

const failures = ({ clock, config }: Seed, { exams, issued, idOf }: Sat): Sitting[] => {
  const today = dayIn(clock.now(), config.zone)
  const hasPassed = (person: number, { title }: { title: string }) => issued.some(({ demo }) => demo.person === person && demo.title === title)
  return failuresOnly(exams, hasPassed).flatMap(({ person, exam: slug, right, day }): Sitting[] => {
    const exam = exams.find(one => one.slug === slug)
    const endedAt = new Date(startOfDay(addDays(today, day), config.zone).getTime() + (10 * 60 + ((person * 41) % 400)) * minuteMs)
    return exam ? [{ userId: idOf(person), exam, right, endedAt, certificateId: null }] : []
  })
}

/** Whoever has begun to renew what ends soon has sat its exam again, and not passed yet. */
const begunAgain = ({ clock, config }: Seed, { exams, issued, idOf }: Sat): Sitting[] =>
  issued.flatMap(({ demo, issuedAt }): Sitting[] => {
    const exam = examOf(exams, demo)
    const end = validUntilAfter(issuedAt, demo.months, config.zone)
    const daysLeft = end ? Math.floor((end.getTime() - clock.now().getTime()) / dayMs) : -1
    const back = renewalBegun(demo, daysLeft)
    if (!exam || back === null) return []
    return [
      {
        userId: idOf(demo.person),
        exam,
        right: exam.paper.pass - 1 - (back % 3),
        endedAt: new Date(clock.now().getTime() - back * dayMs),
        certificateId: null,
      },
    ]
  })

/** Nobody has sat more often than the exam allows: of too many attempts the earliest failures never happened. */
const allowed = (sittings: readonly Sitting[]): Sitting[] => {
  const inTime = sittings.toSorted((a, b) => a.endedAt.getTime() - b.endedAt.getTime())
  const most = inTime[0]?.exam.version.attempts ?? inTime.length
  const tooMany = new Set(inTime.filter(({ certificateId }) => certificateId === null).slice(0, Math.max(0, inTime.length - most)))
  return inTime.filter(sitting => !tooMany.has(sitting))
}

/** An answer that is wrong as a whole, where there is one; else none. */
const wrongTo = ({ options, answer }: Question): OptionKey[] =>
  options
    .map(({ key }) => key)
    .filter(key => !answer.includes(key))
    .slice(0, 1)

const answersOn = (paper: Paper, { exam, right }: Sitting, seed: string) => {
  const isRight = new Set(
    shuffled(paper, drawBy(seed))
      .slice(0, right)
      .map(({ questionId }) => questionId),
  )
  return paper.flatMap(({ questionId }) => {
    const question = exam.version.questions.get(questionId)
    return question ? [{ questionId, picked: isRight.has(questionId) ? question.answer : wrongTo(question) }] : []
  })
}

/** What is written of an attempt: its row, its answers, and what happened. */
const told = (seed: Seed, sitting: Sitting, id: number, attemptNo: number) => {
  const { userId, exam, endedAt, certificateId } = sitting
  const { version } = exam
  const drawn = createHash('sha256').update(`demo attempt ${userId} ${exam.slug} ${attemptNo}`).digest('hex').slice(0, 32)
  const paper = drawPaper(version.pool, version.paper, drawn)
  const answers = answersOn(paper, sitting, drawn)
  const questions = paper.flatMap(({ questionId }) => version.questions.get(questionId) ?? [])
  const result = scoreOf(questions, new Map(answers.map(({ questionId, picked }) => [questionId, picked])), version)
  const spent = (version.minutes ?? 30) * (40 + ((userId * 17 + attemptNo * 11) % 45)) * 600
  const startedAt = new Date(endedAt.getTime() - spent)
  const row = {
    ...{ id, userId, examId: exam.id, examVersionId: version.versionId, attemptNo, seed: drawn, paper: JSON.stringify(paper), certificateId },
    ...{ startedAt, deadlineAt: deadlineOf({ startedAt, minutes: version.minutes, submittedAt: null }), submittedAt: endedAt, endedAt },
    ...{ score: result.score, isPassed: result.isPassed, marks: JSON.stringify(result.marks), badgeIds: '[]' },
  }
  const rows = answers.map(({ questionId, picked }, at) => ({
    ...{ attemptId: id, questionId, picked: picked.join(''), isFlagged: false },
    savedAt: new Date(startedAt.getTime() + (spent * (at + 1)) / (answers.length + 1)),
  }))
  const { score, isPassed } = result
  const event: LearningEvent = { kind: 'examTaken', ...whenOf(seed, endedAt), attemptId: id, examId: exam.id, attemptNo, score, isPassed }
  return { userId, row, rows, event }
}

/** Writes who has sat which exam; answers what happened, by person. */
export const seedAttempts = async (tx: Db, seed: Seed, sat: Sat): Promise<{ userId: number; events: LearningEvent[] }[]> => {
  const { transaction } = tx
  const sittings = [...passes(sat), ...failures(seed, sat), ...begunAgain(seed, sat)]
  const numbered = [...Map.groupBy(sittings, ({ userId, exam }) => `${userId} ${exam.id}`).values()].flatMap(group =>
    allowed(group).map((sitting, i) => ({ sitting, attemptNo: i + 1 })),
  )
  const inTime = numbered.toSorted((a, b) => a.sitting.endedAt.getTime() - b.sitting.endedAt.getTime())
  const attempts = inTime.map(({ sitting, attemptNo }, i) => told(seed, sitting, i + 1, attemptNo))
  await tx.models.attempts.bulkCreate(
    attempts.map(({ row }) => row),
    { transaction },
  )
  await tx.models.attemptAnswers.bulkCreate(
    attempts.flatMap(({ rows }) => rows),
    { transaction },
  )
  return attempts.map(({ userId, event }) => ({ userId, events: [event] }))
}
