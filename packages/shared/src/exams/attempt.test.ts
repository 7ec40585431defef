import { describe, expect, it } from 'vitest'
import { attemptsLeft, certificateStep, mayReview, obstacleTo, type Attempt } from './attempt.ts'

const attempt = (score: number): Attempt => ({ score, isPassed: score >= 60 })

describe('how often an exam may be taken', () => {
  it.each([
    [3, 0, 3],
    [3, 3, 0],
    [3, 5, 0],
    [null, 99, null],
  ])('allowed %s, begun %i: %s left', (allowed, begun, left) => expect(attemptsLeft(allowed, begun)).toBe(left))
})

describe('what stands in the way of another attempt', () => {
  it.each([
    [{ isRetired: false, lacksCourse: false, attemptsLeft: null }, null],
    [{ isRetired: false, lacksCourse: false, attemptsLeft: 1 }, null],
    [{ isRetired: false, lacksCourse: true, attemptsLeft: 1 }, 'course'],
    [{ isRetired: false, lacksCourse: true, attemptsLeft: 0 }, 'attempts'],
    [{ isRetired: true, lacksCourse: true, attemptsLeft: 0 }, 'retired'],
  ] as const)('for %j: %s', (standing, obstacle) => expect(obstacleTo(standing)).toBe(obstacle))
})

describe('the certificate of an exam', () => {
  it.each([
    ['keep', null, 59, 'none'],
    ['keep', null, 80, 'issue'],
    ['keep', 80, 96, 'none'],
    ['reissue', null, 80, 'issue'],
    ['reissue', 80, 96, 'reissue'],
    ['reissue', 80, 80, 'none'],
    ['reissue', 80, 70, 'none'],
    ['reissue', 80, 59, 'none'],
  ] as const)('by policy %s, certified %s, now %i: %s', (policy, certified, score, step) => {
    expect(certificateStep(policy, certified, attempt(score))).toBe(step)
  })
})

describe('the wrong answers', () => {
  it.each([
    ['never', 80, false],
    ['afterPass', 59, false],
    ['afterPass', 80, true],
    ['always', 0, true],
  ] as const)('by policy %s after a score of %i are shown: %s', (policy, score, answer) => expect(mayReview(policy, attempt(score))).toBe(answer))
})
