import { createHash } from 'node:crypto'
import type { LearningEvent } from '@wallet/shared/badges/event'
import { addDays, dayIn, startOfDay } from '@wallet/shared/certificates/validity'
import { courseCategories } from '@wallet/shared/courses/category'
import { drawBy, shuffled } from '@wallet/shared/exams/draw'
import { drawPaper } from '@wallet/shared/exams/paper'
import type { Question } from '@wallet/shared/exams/question'
import { isPractisable, questionsPerRound } from '@wallet/shared/practice/round'
import { whenOf } from '../badges/record.ts'
import type { Db } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { people } from './company.ts'
import { sequence } from './history.ts'

type Seed = Pick<Deps, 'clock' | 'config'>
const [answerMs, minuteMs] = [25_000, 60_000]

/** A round that somebody has practised; days count from today, so many of a hundred answers are right. */
interface DemoRound {
  readonly person: number
  readonly category: Question['category']
  readonly day: number
  readonly inHundred: number
}

/** People with a part in the story practise what they are learning; of the others every second one a little, and some today. */
const rounds = (): DemoRound[] => {
  const draw = sequence(20_261_105)
  const earlier = people.flatMap((_, person) => {
    const [roll, more, skill] = [draw(100), draw(5), 58 + draw(40)]
    const count = person === 3 ? 5 : person < 3 || roll >= 50 ? 0 : 1 + more
    return Array.from({ length: count }, (): DemoRound => {
      const category = courseCategories[draw(courseCategories.length)] ?? 'compliance'
      return { person, category, day: -1 - draw(78), inHundred: skill }
    })
  })
  const thisWeek = people.flatMap((_, person): DemoRound[] => {
    const [roll, day, skill] = [draw(100), -draw(3), 60 + draw(40)]
    const isOfStory = person > 0 && person < 6
    return isOfStory || roll < 30 ? [{ person, category: 'compliance', day: isOfStory ? 0 : day, inHundred: isOfStory ? 88 : skill }] : []
  })
  return [...earlier, ...thisWeek]
}

const seedOf = (round: DemoRound, id: number) => createHash('sha256').update(`demo round ${round.person} ${id}`).digest('hex').slice(0, 32)

/** What is written of a round: its row, its answers, and what happened. */
const told = (seed: Seed, round: DemoRound, questions: readonly Question[], { id, userId }: { id: number; userId: number }) => {
  const drawn = seedOf(round, id)
  const pool = shuffled(
    questions.filter(({ category }) => category === round.category),
    drawBy(drawn),
  ).slice(0, questionsPerRound)
  const day = addDays(dayIn(seed.clock.now(), seed.config.zone), round.day)
  const evening = startOfDay(day, seed.config.zone).getTime() + (12 * 60 + ((round.person * 53 + id * 29) % 480)) * minuteMs
  const startedAt = new Date(Math.min(evening, seed.clock.now().getTime() - (6 + (round.person % 20)) * minuteMs))
  const draw = sequence(id * 7919)
  const answers = pool.map(({ id: questionId, answer, options }, at) => {
    const isRight = draw(100) < round.inHundred
    const wrong = options.map(({ key }) => key).filter(key => !answer.includes(key))
    const picked = isRight || wrong.length === 0 ? answer : wrong.slice(0, 1)
    return { questionId, picked, isRight: picked === answer, answeredAt: new Date(startedAt.getTime() + (at + 1) * answerMs) }
  })
  const finishedAt = answers.at(-1)?.answeredAt ?? startedAt
  const right = answers.filter(({ isRight }) => isRight).length
  const events: LearningEvent[] = [
    ...answers.map(
      ({ questionId, isRight, answeredAt }) => ({ kind: 'practiceAnswered', ...whenOf(seed, answeredAt), roundId: id, questionId, isRight }) as const,
    ),
    { kind: 'practiceFinished', ...whenOf(seed, finishedAt), roundId: id, answered: answers.length, right },
  ]
  return {
    ...{ userId, events },
    row: {
      id,
      userId,
      scope: `category:${round.category}`,
      paper: JSON.stringify(drawPaper(pool, { count: questionsPerRound }, drawn)),
      startedAt,
      finishedAt,
    },
    rows: answers.map(answer => ({ ...answer, roundId: id, userId, picked: answer.picked.join('') })),
  }
}

/** Writes who has practised what; answers what happened, by person. */
export const seedPractice = async (
  tx: Db,
  seed: Seed,
  { questions, idOf }: { questions: readonly Question[]; idOf: (person: number) => number },
): Promise<{ userId: number; events: LearningEvent[] }[]> => {
  const { transaction } = tx
  const practised = rounds().map((round, i) => told(seed, round, questions.filter(isPractisable), { id: i + 1, userId: idOf(round.person) }))
  await tx.models.practiceRounds.bulkCreate(
    practised.map(({ row }) => row),
    { transaction },
  )
  await tx.models.practiceAnswers.bulkCreate(
    practised.flatMap(({ rows }) => rows),
    { transaction },
  )
  return practised
}
