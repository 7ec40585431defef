import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LearningEvent } from '../badges/event.ts'
import { gainsOf, periodsWith, scoresOf, shownAmount } from './score.ts'

const when = (day: string) => ({ at: `${day}T01:00:00.000Z`, day })
const lesson = (day: string): LearningEvent => ({ kind: 'lessonCompleted', ...when(day), lessonId: 1 })
const studied = (day: string, seconds: number): LearningEvent => ({ kind: 'lessonStudied', ...when(day), lessonId: 1, seconds })

describe('scores', () => {
  it.each<[LearningEvent, number, object[]]>([
    [lesson('2026-11-23'), 10, [{ metric: 'points', amount: 10 }]],
    [studied('2026-11-23', 90), 0, [{ metric: 'minutes', amount: 90 }]],
    [studied('2026-11-23', 0), 0, []],
    [{ kind: 'certificateIssued', ...when('2026-11-23'), certificateNo: 'X', type: 'exam' }, 0, [{ metric: 'certificates', amount: 1 }]],
    [
      { kind: 'badgeEarned', ...when('2026-11-23'), badgeId: 1 },
      20,
      [
        { metric: 'points', amount: 20 },
        { metric: 'badges', amount: 1 },
      ],
    ],
  ])('of $kind', (event, points, gains) => expect(gainsOf(event, points)).toEqual(gains))

  it('count in the week, in the month, and in all', () => {
    expect(periodsWith('2026-12-01')).toEqual(['week:2026-11-30', 'month:2026-12-01', 'all'])
    expect(periodsWith('2026-11-30')).toEqual(['week:2026-11-30', 'month:2026-11-01', 'all'])
  })
  it('show time in whole minutes', () => expect([shownAmount('minutes', 119), shownAmount('points', 119)]).toEqual([1, 119]))

  const days = fc.integer({ min: 1, max: 28 }).map(day => `2026-02-${String(day).padStart(2, '0')}`)
  const earned = fc.oneof(
    days.map(day => ({ event: lesson(day), points: 10 })),
    fc.tuple(days, fc.nat(200)).map(([day, seconds]) => ({ event: studied(day, seconds), points: 0 })),
  )
  const inOrder = (scores: ReturnType<typeof scoresOf>) => scores.toSorted((a, b) => (`${a.period}${a.metric}` < `${b.period}${b.metric}` ? -1 : 1))
  it('are the same in whatever order things happen', () => {
    const twoOrders = fc.array(earned).chain(list => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })))
    fc.assert(
      fc.property(twoOrders, ([list, other]) => {
        expect(inOrder(scoresOf(other))).toEqual(inOrder(scoresOf(list)))
      }),
    )
  })
  it('of all weeks are those of all', () => {
    fc.assert(
      fc.property(fc.array(earned), list => {
        const sum = (prefix: string) => scoresOf(list).reduce((all, { period, amount }) => (period.startsWith(prefix) ? all + amount : all), 0)
        expect([sum('week'), sum('month')]).toEqual([sum('all'), sum('all')])
      }),
    )
  })
})
