import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, isoDay } from '../certificates/validity.ts'
import { BadgeRule } from './badge.ts'
import { badgeCategories, statistics as statisticNames } from './category.ts'
import { categoryOf, conditionsIn, foreignIn, type BadgeRule as Rule } from './condition.ts'
import { evaluate, firstMetBy } from './evaluate.ts'
import { asTheyHappened, categoriesTouchedBy, eventKey, LearningEvent } from './event.ts'
import { foldEvent, nothingYet, type LearnerStatistics } from './statistics.ts'

const today = '2026-11-30'
const dayAt = (n: number) => isoDay(addDays({ year: 2026, month: 11, day: 23 }, n))
const at = (day: number, second = 0) => ({
  at: `${dayAt(day)}T04:${String(Math.floor(second / 60)).padStart(2, '0')}:${String(second % 60).padStart(2, '0')}.000Z`,
  day: dayAt(day),
})
const fold = (events: readonly LearningEvent[]) => events.reduce(foldEvent, nothingYet)
const percentages = fc.integer({ min: 0, max: 100 })
const few = fc.integer({ min: 1, max: 4 })

const happened = fc.tuple(fc.nat({ max: 6 }), fc.nat({ max: 3599 })).map(([day, second]) => at(day, second))
const what = fc.oneof(
  fc.record({ kind: fc.constant('signedIn' as const) }),
  fc.record({ kind: fc.constant('lessonStudied' as const), lessonId: few, seconds: fc.nat({ max: 120 }) }),
  fc.record({ kind: fc.constant('lessonCompleted' as const), lessonId: few }),
  fc.record({ kind: fc.constant('courseCompleted' as const), courseId: few }),
  fc.record({ attemptId: fc.integer({ min: 1, max: 9 }), score: percentages }).map(({ attemptId, score }) => ({
    kind: 'examTaken' as const,
    attemptId,
    examId: Math.ceil(attemptId / 3),
    attemptNo: ((attemptId - 1) % 3) + 1,
    score,
    isPassed: score >= 60,
  })),
  fc.record({ kind: fc.constant('practiceAnswered' as const), roundId: few, questionId: few, isRight: fc.boolean() }),
  fc
    .record({ roundId: few, answered: fc.nat({ max: 12 }), right: fc.nat({ max: 12 }) })
    .map(({ roundId, answered, right }) => ({ kind: 'practiceFinished' as const, roundId, answered, right: Math.min(answered, right) })),
  fc.record({ kind: fc.constant('pathCompleted' as const), pathId: few }),
  fc.record({ kind: fc.constant('certificateIssued' as const), certificateNo: few.map(String), type: fc.constant('exam' as const) }),
  fc.record({ kind: fc.constant('badgeEarned' as const), badgeId: few }),
)
const event = fc.tuple(what, happened).map(([fact, when]): LearningEvent => ({ ...fact, ...when }))
/** What happened to one learner, each thing once. */
const history = fc.uniqueArray(event, { selector: eventKey, maxLength: 40, size: 'max' })
/** The same, and again in another order with some of it told twice. */
const twice = history.chain(events => fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length }), fc.subarray(events)))

const condition = fc.oneof(
  fc.record({ statistic: fc.constantFrom(...statisticNames), atLeast: few }),
  fc.record({ examScore: fc.record({ atLeast: percentages, times: few }) }),
  fc.record({ practice: fc.record({ answered: fc.integer({ min: 1, max: 30 }), accuracyAtLeast: percentages }) }),
  fc.record({ streak: few }),
  fc.record({ path: fc.oneof(few, fc.constant('any' as const)) }),
  fc.constant({ firstSignIn: true as const }),
)
const parts = fc.array(condition, { minLength: 2, maxLength: 3 })
const rule: fc.Arbitrary<Rule> = fc.oneof(
  condition,
  parts.map(all => ({ all })),
  parts.map(any => ({ any })),
  fc.tuple(condition, parts).map(([one, any]) => ({ all: [one, { any }] })),
)
/** Rules as they are: of one category. */
const ruleOfOneCategory = rule.map(each => {
  const [first] = conditionsIn(each)
  return foreignIn(each, first ? categoryOf(first) : 'special').length === 0 ? each : (first ?? { manual: true as const })
})

/** Statistics as they are kept: every event is told to the ledger, which folds the ones it has not seen. */
const keptUpToDate = (told: readonly LearningEvent[]) => {
  const seen = new Set<string>()
  return told.reduce((statistics, each) => {
    if (seen.has(eventKey(each))) return statistics
    seen.add(eventKey(each))
    return foldEvent(statistics, each)
  }, nothingYet)
}

describe('the statistics of a learner', () => {
  it('kept up to date are the same as made anew, in whatever order and however often things are told', () => {
    fc.assert(
      fc.property(twice, ([events, again, repeated]) => {
        expect(keptUpToDate([...again, ...repeated])).toEqual(fold(asTheyHappened(events)))
      }),
    )
  })
  it('are plain JSON', () => {
    fc.assert(
      fc.property(history, events => {
        expect(JSON.parse(JSON.stringify(fold(events)))).toEqual(fold(events))
      }),
    )
  })
  it('change only in the categories that an event touches', () => {
    fc.assert(
      fc.property(history, event, (events, next) => {
        const before = fold(events)
        const after = foldEvent(before, next)
        const touched = new Set<string>(categoriesTouchedBy[next.kind])
        expect(badgeCategories.filter(category => after[category] !== before[category] && !touched.has(category))).toEqual([])
      }),
    )
  })
  it('come from events that can be written down and read back', () => {
    fc.assert(
      fc.property(event, each => {
        expect(LearningEvent.parse(JSON.parse(JSON.stringify(each)))).toEqual(each)
      }),
    )
  })
  it('count a lesson completed on two phones once, at the earlier time', () => {
    const phones: LearningEvent[] = [3, 1, 3].map(second => ({ kind: 'lessonCompleted', lessonId: 7, ...at(0, second) }))
    expect(asTheyHappened(phones)).toEqual([phones[1]])
    expect(keptUpToDate(phones).learning.lessonsDone).toBe(1)
  })
  it('do not call a sign-in a day of learning', () => {
    expect(fold([{ kind: 'signedIn', ...at(0) }])).toEqual({ ...nothingYet, special: { ...nothingYet.special, firstSignInAt: at(0).at } })
  })
  it('leave out rounds of practice that are too small to tell', () => {
    const round = (roundId: number, answered: number, right: number): LearningEvent => ({ kind: 'practiceFinished', roundId, answered, right, ...at(0) })
    expect(fold([round(1, 4, 4), round(2, 5, 5), round(3, 10, 8), round(4, 6, 4)]).practice).toMatchObject({
      rounds: 4,
      byAccuracy: { 100: 5, 80: 10, 66: 6 },
    })
  })
})

describe('a rule', () => {
  const exam = (best: number, more: object = {}) => ({ best, isPassed: best >= 60, isFirstTry: false, ...more })
  const somebody: LearnerStatistics = {
    learning: { coursesCompleted: 3, lessonsDone: 40, learningSeconds: 7259 },
    exam: { 1: exam(100, { isFirstTry: true }), 2: exam(92.5), 3: exam(90), 4: exam(55) },
    practice: { answered: 60, right: 48, rounds: 6, byAccuracy: { 50: 10, 79: 10, 80: 20, 100: 20 } },
    streak: [
      ['2026-10-01', '2026-10-10'],
      ['2026-11-25', '2026-11-29'],
    ],
    special: { firstSignInAt: '2026-10-01T00:00:00.000Z', paths: [3], certificates: 4 },
  }
  it.each<[Rule, number, number]>([
    [{ statistic: 'coursesCompleted', atLeast: 5 }, 3, 5],
    [{ statistic: 'coursesCompleted', atLeast: 2 }, 2, 2],
    [{ statistic: 'learningMinutes', atLeast: 121 }, 120, 121],
    [{ statistic: 'examsPassed', atLeast: 5 }, 3, 5],
    [{ statistic: 'firstTryPasses', atLeast: 1 }, 1, 1],
    [{ statistic: 'perfectScores', atLeast: 2 }, 1, 2],
    [{ statistic: 'activeDays', atLeast: 20 }, 15, 20],
    [{ statistic: 'certificates', atLeast: 4 }, 4, 4],
    [{ examScore: { atLeast: 90, times: 5 } }, 3, 5],
    [{ examScore: { atLeast: 93, times: 1 } }, 1, 1],
    [{ practice: { answered: 100, accuracyAtLeast: 80 } }, 40, 100],
    [{ practice: { answered: 60, accuracyAtLeast: 0 } }, 60, 60],
    [{ streak: 7 }, 7, 7],
    [{ streak: 30 }, 5, 30],
    [{ path: 3 }, 1, 1],
    [{ path: 4 }, 0, 1],
    [{ path: 'any' }, 1, 1],
    [{ firstSignIn: true }, 1, 1],
    [{ manual: true }, 0, 1],
    [
      {
        all: [
          { statistic: 'lessonsDone', atLeast: 50 },
          { statistic: 'coursesCompleted', atLeast: 5 },
        ],
      },
      3,
      5,
    ],
    [
      {
        any: [
          { statistic: 'lessonsDone', atLeast: 50 },
          { statistic: 'coursesCompleted', atLeast: 5 },
        ],
      },
      40,
      50,
    ],
    [{ all: [{ streak: 7 }, { statistic: 'activeDays', atLeast: 15 }] }, 7, 7],
    [{ any: [{ streak: 100 }, { all: [{ streak: 10 }, { statistic: 'activeDays', atLeast: 20 }] }] }, 15, 20],
  ])('%j is met by %i of %i', (asked, have, need) => {
    expect(evaluate(asked, somebody, today)).toEqual({ isMet: have >= need, progress: { have, need } })
  })
  it('about a streak shows the one that is going on: five of seven, and nothing the day after a day is missed', () => {
    const five = fold([0, 1, 2, 3, 4].map(n => ({ kind: 'lessonCompleted', lessonId: n + 1, ...at(n) })))
    expect([4, 5, 6].map(n => evaluate({ streak: 7 }, five, dayAt(n)).progress.have)).toEqual([5, 5, 0])
  })
  it('is met where, and only where, its progress is whole', () => {
    fc.assert(
      fc.property(rule, history, (each, events) => {
        const { isMet, progress } = evaluate(each, fold(events), today)
        expect(progress.have === progress.need).toBe(isMet)
        expect(progress.have >= 0 && progress.have <= progress.need).toBe(true)
      }),
    )
  })
  it('once met stays met, whatever happens then', () => {
    fc.assert(
      fc.property(rule, history, event, (each, events, next) => {
        const [before, after] = [fold(events), fold([...events, next])].map(statistics => evaluate(each, statistics, today).isMet)
        expect(!before || after).toBe(true)
      }),
    )
  })
  it('of one category asks the statistics of that category only', () => {
    fc.assert(
      fc.property(ruleOfOneCategory, history, history, (each, events, others) => {
        const [first] = conditionsIn(each)
        const category = first ? categoryOf(first) : 'special'
        const mine = fold(events)
        const mixed = { ...fold(others), [category]: mine[category] }
        expect(evaluate(each, mixed, today)).toEqual(evaluate(each, mine, today))
      }),
    )
  })
  it('added later gives what it would have given had it been there, with the same event', () => {
    fc.assert(
      fc.property(rule, twice, (each, [events, again, repeated]) => {
        let awarded: LearningEvent | null = null
        let statistics = nothingYet
        for (const next of asTheyHappened(events)) {
          statistics = foldEvent(statistics, next)
          if (!awarded && evaluate(each, statistics, next.day).isMet) awarded = next
        }
        const all = [...again, ...repeated]
        expect(firstMetBy(each, all)).toEqual(awarded)
        expect(evaluate(each, keptUpToDate(all), today).isMet).toBe(awarded !== null)
      }),
    )
  })
  it('is checked after the events of its own category only, and misses nothing', () => {
    fc.assert(
      fc.property(ruleOfOneCategory, history, (each, events) => {
        const [first] = conditionsIn(each)
        const met = firstMetBy(each, events)
        const touched: readonly string[] = met ? categoriesTouchedBy[met.kind] : badgeCategories
        expect(touched).toContain(first && categoryOf(first))
      }),
    )
  })
  it('of every shape can be sent', () => {
    fc.assert(
      fc.property(rule, each => {
        expect(BadgeRule.parse(each)).toEqual(each)
      }),
    )
  })
})
