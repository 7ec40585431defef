import { drawBy, shuffled, type Seed } from '../exams/draw.ts'
import type { Question } from '../exams/question.ts'

/** How many questions a round of practice asks. */
export const questionsPerRound = 10
/** A round with fewer answers says nothing about accuracy: one lucky answer is not 100 percent. */
export const smallestRound = 5

/** Whether a question may be practised: what is kept for exams never appears here. */
export const isPractisable = ({ isReserved }: Pick<Question, 'isReserved'>): boolean => !isReserved

/** One answer in practice. */
export interface PracticeAnswer {
  readonly questionId: number
  readonly isRight: boolean
  readonly at: Date
}

/** My mistakes: the questions whose latest answer was wrong, the most recent first. Answered right, a question leaves the list. */
export const mistakesAmong = (answers: readonly PracticeAnswer[]): number[] => {
  const inTime = [...answers].sort((a, b) => a.at.getTime() - b.at.getTime() || Number(a.isRight) - Number(b.isRight))
  const latest = new Map(inTime.map(answer => [answer.questionId, answer]))
  const wrong = [...latest.values()].filter(({ isRight }) => !isRight)
  return [...wrong].sort((a, b) => b.at.getTime() - a.at.getTime() || a.questionId - b.questionId).map(({ questionId }) => questionId)
}

/**
 * The questions of a round: those never answered, in an order that is drawn, then those answered longest ago, so that whoever
 * keeps practising meets everything. The same pool (in whatever order it comes) and seed give the same round.
 */
export const chosenForRound = <Q extends Pick<Question, 'id'>>(pool: readonly Q[], lastAnswered: ReadonlyMap<number, Date>, seed: Seed): Q[] => {
  const when = ({ id }: Q) => lastAnswered.get(id)?.getTime() ?? 0
  const drawn = shuffled(
    [...pool].sort((a, b) => a.id - b.id),
    drawBy(seed),
  )
  return [...drawn].sort((a, b) => when(a) - when(b)).slice(0, questionsPerRound)
}
