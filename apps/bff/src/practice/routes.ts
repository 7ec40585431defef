import type { practice } from '@wallet/shared/practice/contract'
import { fail } from '@wallet/shared/problem'
import { earnedOf } from '../badges/earned.ts'
import type { Deps } from '../deps.ts'
import { Answer, type Handlers } from '../http/mount.ts'
import { answerInRound } from './answer.ts'
import { beginRound } from './begin.ts'
import { finishRound } from './finish.ts'
import { countMistakes, overviewFor, showOutcome, showRound } from './show.ts'
import { findRound, listRoundAnswers } from './store.ts'

export const practiceRoutes = (deps: Deps): Handlers<typeof practice> => {
  const { db } = deps
  return {
    overview: ({ me }) => overviewFor(db, me.userId),
    begin: async ({ body, me }) => new Answer(201, await showRound(db, me.userId, await beginRound(deps, me, body))),
    round: async ({ params, me }) => showRound(db, me.userId, (await findRound(db, params.id, me.userId)) ?? fail('round_not_found')),
    answer: async ({ params, body, me }) => {
      const { round, answer, brought } = await answerInRound(deps, me, params.id, body)
      return { outcome: await showOutcome(db, round, answer), isFinished: round.isFinished, earned: earnedOf(deps, brought) }
    },
    finish: async ({ params, me }) => {
      const { round, brought } = await finishRound(deps, me, params.id)
      const answers = await listRoundAnswers(db, round.id)
      return {
        answered: answers.length,
        right: answers.filter(({ isRight }) => isRight).length,
        questions: round.paper.length,
        mistakes: await countMistakes(db, me.userId),
        earned: earnedOf(deps, brought),
      }
    },
  }
}
