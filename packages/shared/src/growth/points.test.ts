import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LearningEvent } from '../badges/event.ts'
import { paidAnswersADay, pointsFor } from './points.ts'

const when = { at: '2026-11-23T06:05:00.000Z', day: '2026-11-23' }
const taken = (score: number, isPassed = score >= 60, examId = 1): LearningEvent => ({
  kind: 'examTaken',
  attemptId: 1,
  examId,
  attemptNo: 1,
  score,
  isPassed,
  ...when,
})
const answered = (isRight: boolean, day = '2026-11-23'): LearningEvent => ({ kind: 'practiceAnswered', roundId: 1, questionId: 1, isRight, ...when, day })
const nothing = { ofThisExam: 0, rightThatDay: 0 }

describe('an event', () => {
  it.each<[string, LearningEvent, number]>([
    ['a lesson', { kind: 'lessonCompleted', lessonId: 1, ...when }, 10],
    ['a course', { kind: 'courseCompleted', courseId: 1, ...when }, 50],
    ['a badge', { kind: 'badgeEarned', badgeId: 1, ...when }, 20],
    ['time on a lesson', { kind: 'lessonStudied', lessonId: 1, seconds: 60, ...when }, 0],
    ['the first sign-in', { kind: 'signedIn', ...when }, 0],
    ['an exam passed with 60', taken(60), 112],
    ['an exam passed with 99.99', taken(99.99), 119],
    ['an exam passed with 100', taken(100), 120],
    ['an exam failed', taken(59.99), 0],
    ['a right answer', answered(true), 1],
    ['a wrong answer', answered(false), 0],
  ])('such as %s earns its points', (_, event, points) => expect(pointsFor(event, nothing)).toBe(points))

  it('that betters an exam earns the difference', () => {
    expect(pointsFor(taken(100), { ...nothing, ofThisExam: 116 })).toBe(4)
    expect(pointsFor(taken(70), { ...nothing, ofThisExam: 116 })).toBe(0)
  })
  it('earns nothing for the fifty-first right answer of a day', () => {
    expect(pointsFor(answered(true), { ...nothing, rightThatDay: paidAnswersADay - 1 })).toBe(1)
    expect(pointsFor(answered(true), { ...nothing, rightThatDay: paidAnswersADay })).toBe(0)
  })
})

describe('the points of a learner', () => {
  const event = fc.oneof(
    fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 1, max: 2 })).map(([score, examId]) => taken(score, score >= 60, examId)),
    fc.tuple(fc.boolean(), fc.constantFrom('2026-11-23', '2026-11-24')).map(([isRight, day]) => answered(isRight, day)),
  )
  const sum = (events: readonly LearningEvent[]) => {
    const [exams, right] = [new Map<number, number>(), new Map<string, number>()]
    return events.reduce((total, each) => {
      const examId = each.kind === 'examTaken' ? each.examId : 0
      const before = { ofThisExam: exams.get(examId) ?? 0, rightThatDay: right.get(each.day) ?? 0 }
      const points = pointsFor(each, before)
      if (examId) exams.set(examId, before.ofThisExam + points)
      if (each.kind === 'practiceAnswered' && each.isRight) right.set(each.day, before.rightThatDay + 1)
      return total + points
    }, 0)
  }
  it('are the same in whatever order things happened', () => {
    const twoOrders = fc
      .array(event, { maxLength: 150, size: 'max' })
      .chain(list => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })))
    fc.assert(
      fc.property(twoOrders, ([one, other]) => {
        expect(sum(other)).toBe(sum(one))
      }),
    )
  })
})
