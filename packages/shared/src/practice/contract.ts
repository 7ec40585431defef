import { z } from 'zod'
import { endpoint } from '../contract/endpoint.ts'
import { Picked } from '../exams/question.ts'
import { pathId, rowId } from '../publication.ts'
import { PracticeAnswered, PracticeOverview, PracticeRound, PracticeScope, PracticeSummary } from './shown.ts'

const params = z.object({ id: pathId })

/** Practice: questions answered for oneself, each explained at once. */
export const practice = {
  /** Categories and courses with questions to practise, my mistakes, and the round that is still open. */
  overview: endpoint({
    method: 'GET',
    path: '/api/practice',
    access: 'signedIn',
    summary: 'Where to practise, and how I stand',
    returns: PracticeOverview,
  }),
  /** Begins a round of up to ten questions. What is kept for exams is never among them. A round that is open is finished first. */
  begin: endpoint({
    method: 'POST',
    path: '/api/practice/rounds',
    access: 'signedIn',
    summary: 'Begin a round of practice',
    body: PracticeScope,
    returns: PracticeRound,
    status: [201],
    problems: ['nothing_to_practise'],
  }),
  /** A round of mine, to go on with it. */
  round: endpoint({
    method: 'GET',
    path: '/api/practice/rounds/:id',
    access: 'signedIn',
    summary: 'A round of practice of mine',
    params,
    returns: PracticeRound,
    problems: ['round_not_found'],
  }),
  /** Answers one question and tells at once whether that was right, and why. The first answer counts; asking again tells the same. */
  answer: endpoint({
    method: 'POST',
    path: '/api/practice/rounds/:id/answers',
    access: 'signedIn',
    summary: 'Answer a question of a round',
    params,
    body: z.strictObject({ questionId: rowId, picked: Picked.min(1) }),
    returns: PracticeAnswered,
    problems: ['round_not_found', 'round_over', 'question_in_exam'],
  }),
  /** Finishes a round, once, however many of its questions have been answered. */
  finish: endpoint({
    method: 'POST',
    path: '/api/practice/rounds/:id/finish',
    access: 'signedIn',
    summary: 'Finish a round of practice',
    params,
    returns: PracticeSummary,
    problems: ['round_not_found'],
  }),
}
