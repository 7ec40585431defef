import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chosenForRound, isPractisable, mistakesAmong, questionsPerRound, type PracticeAnswer } from './round.ts'

const answered = (questionId: number, minute: number, isRight: boolean): PracticeAnswer => ({ questionId, isRight, at: new Date(minute * 60_000) })

describe('my mistakes', () => {
  it('are the questions last answered wrong, the most recent first', () => {
    const answers = [answered(1, 1, false), answered(2, 2, false), answered(3, 3, true), answered(1, 4, true), answered(3, 5, false)]
    expect(mistakesAmong(answers)).toEqual([3, 2])
  })
  it('do not depend on the order in which answers are looked at', () => {
    const answer = fc.record({ questionId: fc.integer({ min: 1, max: 4 }), isRight: fc.boolean(), at: fc.nat({ max: 5 }).map(minute => new Date(minute)) })
    const twoOrders = fc.array(answer).chain(list => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })))
    fc.assert(
      fc.property(twoOrders, ([one, other]) => {
        expect(mistakesAmong(other)).toEqual(mistakesAmong(one))
      }),
    )
  })
})

describe('a question kept for exams', () => {
  it('is never practised', () => expect([true, false].filter(isReserved => isPractisable({ isReserved }))).toEqual([false]))
})

describe('the questions of a round', () => {
  const seed = '00000001000000020000000300000004'
  const pool = (count: number) => Array.from({ length: count }, (_, i) => ({ id: i + 1 }))
  const ids = (questions: readonly { id: number }[]) => questions.map(({ id }) => id)
  it('are ten, in an order that is drawn', () => {
    const chosen = ids(chosenForRound(pool(30), new Map(), seed))
    expect(new Set(chosen).size).toBe(questionsPerRound)
    expect(chosen).not.toEqual(chosen.toSorted((a, b) => a - b))
    expect(ids(chosenForRound(pool(30).toReversed(), new Map(), seed))).toEqual(chosen)
  })
  it('are those that were never answered, then those answered longest ago', () => {
    const before = new Map([1, 2, 3, 4, 5, 6, 7].map(id => [id, new Date(id * 1000)]))
    const chosen = ids(chosenForRound(pool(12), before, seed))
    expect(chosen.slice(0, 5).toSorted((a, b) => a - b)).toEqual([8, 9, 10, 11, 12])
    expect(chosen.slice(5)).toEqual([1, 2, 3, 4, 5])
  })
  it('are as many as there are where there are fewer', () => expect(chosenForRound(pool(3), new Map(), seed)).toHaveLength(3))
})
