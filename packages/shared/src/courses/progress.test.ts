import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  advance,
  completionOf,
  creditedSeconds,
  isWatched,
  longestReport,
  minutesLeft,
  nextLesson,
  notBegun,
  reaches,
  type LessonProgress,
} from './progress.ts'

const start = new Date('2026-11-23T06:05:00Z')
const after = (seconds: number) => new Date(start.getTime() + seconds * 1000)
const lessons = (...ids: number[]) => ids.map(id => ({ id, minutes: id }))

describe('the time spent on a lesson', () => {
  it.each([
    [30, 60, 30, 'what the phone says, where so much time has passed'],
    [60, 30, 30, 'not more than has passed'],
    [600, 600, longestReport, 'not more than one report may say'],
    [30, 0, 0, 'nothing for a report that is sent again'],
    [30, -5, 0, 'nothing where the clock was set back'],
    [-30, 60, 0, 'never less than nothing'],
    [12.9, 60, 12, 'whole seconds'],
  ])('reported %d s, passed %d s: %d s, %s', (reported, passed, credited) => {
    expect(creditedSeconds(reported, start, after(passed))).toBe(credited)
  })
  it('never exceeds the time that has passed, however many phones report', () => {
    const reports = fc.array(fc.record({ passed: fc.nat({ max: 400 }), reported: fc.integer({ min: -10, max: 5000 }) }))
    fc.assert(
      fc.property(reports, list => {
        const end = list.reduce(
          ({ at, seconds }, { passed, reported }) => ({ at: at + passed, seconds: seconds + creditedSeconds(reported, after(at), after(at + passed)) }),
          { at: 0, seconds: 0 },
        )
        expect(end.seconds).toBeLessThanOrEqual(end.at)
      }),
    )
  })
})

describe('the progress in a lesson', () => {
  const told = fc.record<LessonProgress>({
    seconds: fc.nat({ max: longestReport }),
    position: fc.nat({ max: 900 }),
    completedAt: fc.option(fc.nat({ max: 1000 }).map(after)),
  })
  const fold = (list: readonly LessonProgress[]) => list.reduce(advance, notBegun)

  it('is the same in whatever order it is told', () => {
    const twoOrders = fc.array(told).chain(list => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })))
    fc.assert(
      fc.property(twoOrders, ([one, other]) => {
        expect(fold(other)).toEqual(fold(one))
      }),
    )
  })
  it('is completed once, at the first time, on however many phones', () => {
    const completedAt = (seconds: number) => ({ seconds: 0, position: 0, completedAt: after(seconds) })
    expect(fold([completedAt(60), completedAt(5), completedAt(60)])).toEqual(completedAt(5))
  })
  it('never goes backwards', () => {
    fc.assert(
      fc.property(told, told, (before, more) => {
        const now = advance(before, more)
        expect(now.seconds).toBeGreaterThanOrEqual(before.seconds)
        expect(now.position).toBeGreaterThanOrEqual(before.position)
        expect(before.completedAt === null || (now.completedAt !== null && now.completedAt <= before.completedAt)).toBe(true)
      }),
    )
  })
  it.each([
    [809, 900, false],
    [810, 900, true],
    [0, 0, false],
  ])('at second %i of a video of %i it is watched: %s', (position, duration, answer) => expect(isWatched(position, duration)).toBe(answer))
})

describe('the completion of a course', () => {
  it.each([
    [[1, 2, 3], [], { done: 0, total: 3, percent: 0 }],
    [[1, 2, 3], [1, 3], { done: 2, total: 3, percent: 66.67 }],
    [[1, 2, 3], [1, 2, 3, 9], { done: 3, total: 3, percent: 100 }],
    [[], [1], { done: 0, total: 0, percent: 0 }],
  ])('of lessons %j with %j completed', (ids, done, completion) => expect(completionOf(lessons(...ids), new Set(done))).toEqual(completion))

  it.each([
    [2, 3, 67, false],
    [2, 3, 66, true],
    [299, 300, 100, false],
    [300, 300, 100, true],
    [0, 0, 1, false],
  ])('%i of %i lessons reach %i percent: %s', (done, total, threshold, answer) => expect(reaches({ done, total, percent: 0 }, threshold)).toBe(answer))

  it('continues with the lesson opened last or what is behind it, then with what was left out', () => {
    const course = lessons(1, 2, 3, 4)
    expect(nextLesson(course, new Set([1]), 3)?.id).toBe(3)
    expect(nextLesson(course, new Set(), null)?.id).toBe(1)
    expect(nextLesson(course, new Set([1, 3]), 3)?.id).toBe(4)
    expect(nextLesson(course, new Set([3, 4]), 4)?.id).toBe(1)
    expect(nextLesson(course, new Set([2]), 99)?.id).toBe(1)
    expect(nextLesson(course, new Set([1, 2, 3, 4]), 1)).toBeNull()
  })
  it('takes as long as the lessons that are left', () => expect(minutesLeft(lessons(1, 2, 3), new Set([2]))).toBe(4))
})
