import { courseCategories } from '@wallet/shared/courses/category'
import { askedQuestion, shownKeys, type PaperQuestion } from '@wallet/shared/exams/paper'
import type { Question } from '@wallet/shared/exams/question'
import { mistakesAmong } from '@wallet/shared/practice/round'
import type { PracticeOutcome, PracticeOverview, PracticeRound } from '@wallet/shared/practice/shown'
import { fail } from '@wallet/shared/problem'
import type { Db } from '../db/connect.ts'
import { listUnderExam } from '../exams/attemptStore.ts'
import {
  countAnswers,
  findOpenRound,
  findQuestions,
  listCourseTitles,
  listLatestAnswers,
  listPool,
  listRoundAnswers,
  type PoolEntry,
  type RoundAnswer,
  type RoundRow,
} from './store.ts'

interface Asked {
  readonly question: Question
  readonly place: PaperQuestion
}

const fits = ({ options }: Question, { order }: PaperQuestion) => options.length === order.length && options.every(({ key }) => order.includes(key))

/** What a round asks, as the questions are now: one that was taken back or got other options since is left out. */
export const askedIn = async (db: Db, { paper }: RoundRow): Promise<Asked[]> => {
  const questions = new Map(
    (
      await findQuestions(
        db,
        paper.map(({ questionId }) => questionId),
      )
    ).map(question => [question.id, question]),
  )
  return paper.flatMap(place => {
    const question = questions.get(place.questionId)
    return question && fits(question, place) ? [{ question, place }] : []
  })
}

/** What came of an answer, in the letters in which the question was asked. */
const outcomeOf = ({ question, place: { order } }: Asked, { picked, isRight }: RoundAnswer): PracticeOutcome => ({
  questionId: question.id,
  picked: shownKeys(order, picked),
  isRight,
  answer: shownKeys(order, question.answer),
  explanation: question.explanation,
})

export const showOutcome = async (db: Db, round: RoundRow, answer: RoundAnswer): Promise<PracticeOutcome> => {
  const asked = (await askedIn(db, round)).find(({ question }) => question.id === answer.questionId)
  return asked ? outcomeOf(asked, answer) : fail('round_over')
}

/** A round: its questions, and the outcome of those that have been answered; of one that is on a paper just now it stays closed. */
export const showRound = async (db: Db, userId: number, round: RoundRow): Promise<PracticeRound> => {
  const [asked, answers, underExam] = [await askedIn(db, round), await listRoundAnswers(db, round.id), await listUnderExam(db, userId)]
  return {
    ...{ id: round.id, scope: round.scope, isFinished: round.isFinished },
    questions: asked.map(({ question, place }) => askedQuestion(question, place)),
    outcomes: asked.flatMap(one => {
      const answer = answers.find(({ questionId }) => questionId === one.question.id)
      return answer && !underExam.has(one.question.id) ? [outcomeOf(one, answer)] : []
    }),
  }
}

/** The questions that this person last answered wrong and may still practise. */
const openMistakes = (answered: Parameters<typeof mistakesAmong>[0], pool: readonly PoolEntry[]) => {
  const ids = new Set(pool.map(({ id }) => id))
  return mistakesAmong(answered).filter(id => ids.has(id))
}
export const countMistakes = async (db: Db, userId: number): Promise<number> => openMistakes(await listLatestAnswers(db, userId), await listPool(db)).length

const showOpen = async (db: Db, userId: number): Promise<PracticeOverview['open']> => {
  const open = await findOpenRound(db, userId)
  return open && { roundId: open.id, answered: (await listRoundAnswers(db, open.id)).length, questions: open.paper.length }
}

/** Where there is something to practise, and how this person stands. */
export const overviewFor = async (db: Db, userId: number): Promise<PracticeOverview> => {
  const [pool, answered, titles] = [await listPool(db), await listLatestAnswers(db, userId), await listCourseTitles(db)]
  const mistakes = new Set(mistakesAmong(answered))
  const known = new Set(answered.map(({ questionId }) => questionId).filter(id => !mistakes.has(id)))
  const counted = (within: readonly PoolEntry[]) => ({ questions: within.length, right: within.filter(({ id }) => known.has(id)).length })
  return {
    categories: courseCategories
      .map(category => ({ category, ...counted(pool.filter(question => question.category === category)) }))
      .filter(({ questions }) => questions > 0),
    courses: titles.map(({ id, ...named }) => ({ courseId: id, ...named, ...counted(pool.filter(({ courseId }) => courseId === id)) })),
    mistakes: openMistakes(answered, pool).length,
    ...(await countAnswers(db, userId)),
    open: await showOpen(db, userId),
  }
}
