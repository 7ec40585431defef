import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPractisable, mistakesAmong, type PracticeAnswer } from './practice.ts'

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
