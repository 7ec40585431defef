import type { AnswerOnPaper } from '@wallet/shared/exams/shownAttempt'
import { describe, expect, it } from 'vitest'
import { answersOf, answerTo, meaningOf, pick, standingOf } from './answers.ts'

const answer = (questionId: number, picked: AnswerOnPaper['picked'], isFlagged = false): AnswerOnPaper => ({ questionId, picked, isFlagged })

describe('the answers on a paper', () => {
  it('are those the server has, and over them what it does not have yet', () => {
    const answers = answersOf([answer(1, ['A']), answer(2, ['B'])], [answer(2, ['C'], true)])
    expect([1, 2, 3].map(id => answerTo(answers, id))).toEqual([answer(1, ['A']), answer(2, ['C'], true), answer(3, [])])
  })

  it('stand as they are counted, questions numbered from 1', () => {
    const answers = answersOf([answer(11, ['A']), answer(12, [], true), answer(14, ['B'], true)], [])
    expect(standingOf([{ id: 11 }, { id: 12 }, { id: 13 }, { id: 14 }], answers)).toEqual({ answered: 2, unanswered: [2, 3], flagged: [2, 4] })
  })
})

describe('a tap on a letter', () => {
  it.each([
    ['single', ['A'], 'C', ['C']],
    ['single', ['A'], 'A', ['A']],
    ['trueFalse', [], 'B', ['B']],
    ['multiple', ['D'], 'B', ['B', 'D']],
    ['multiple', ['B', 'D'], 'D', ['B']],
  ] as const)('in %s with %j picked, on %s: %j', (kind, picked, letter, after) => expect(pick({ kind }, picked, letter)).toEqual(after))
})

describe('a key', () => {
  it.each([
    ['b', { pick: 'B' }],
    ['B', { pick: 'B' }],
    ['3', { pick: 'C' }],
    ['5', null],
    ['E', null],
    ['0', null],
    ['ArrowLeft', 'previous'],
    ['ArrowRight', 'next'],
    ['m', 'flag'],
    ['Enter', null],
  ])('%s means %j where there are four options', (key, meaning) => expect(meaningOf(key, ['A', 'B', 'C', 'D'])).toEqual(meaning))
})
