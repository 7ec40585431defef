import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { optionKeys, questionKinds, type OptionKey } from './option.ts'
import { scoreOf } from './score.ts'

const allOrNothing = { multiple: 'allOrNothing', passMark: 60 } as const
const partial = { multiple: 'partial', passMark: 60 } as const
const keys = (text: string) => [...text] as OptionKey[]
const single = (id: number, answer = 'A', points = 1) => ({ id, kind: 'single' as const, answer: keys(answer), points })
const multiple = (answer: string, points = 1) => ({ id: 1, kind: 'multiple' as const, answer: keys(answer), points })
const picks = (...picked: (string | null)[]) => new Map(picked.flatMap((text, i) => (text === null ? [] : [[i + 1, keys(text)] as const])))

describe('one question', () => {
  it.each([
    ['AB', 'AB', 100, 100, 'right'],
    ['AB', 'BA', 100, 100, 'right'],
    ['AB', 'A', 0, 50, 'partly'],
    ['ABC', 'A', 0, 33.33, 'partly'],
    ['ABC', 'AB', 0, 66.67, 'partly'],
    ['ABC', 'ABD', 0, 33.33, 'partly'],
    ['AB', 'ABC', 0, 50, 'partly'],
    ['AB', 'AC', 0, 0, 'wrong'],
    ['AB', 'CD', 0, 0, 'wrong'],
    ['AB', 'ACD', 0, 0, 'wrong'],
    ['AB', '', 0, 0, 'unanswered'],
    ['AB', 'AA', 0, 50, 'partly'],
  ])('whose right options are %s, answered %s, gives %f, in part %f: %s', (answer, picked, whole, part, mark) => {
    expect(scoreOf([multiple(answer)], picks(picked), allOrNothing).score).toBe(whole)
    const result = scoreOf([multiple(answer)], picks(picked), partial)
    expect([result.score, result.marks]).toEqual([part, [{ questionId: 1, mark }]])
  })
  it.each([
    ['A', 100, 'right'],
    ['B', 0, 'wrong'],
    ['AB', 0, 'wrong'],
    ['', 0, 'unanswered'],
    [null, 0, 'unanswered'],
  ] as const)('of single choice, answered %s, gives %f, however multiple choice is scored', (picked, score, mark) => {
    for (const rules of [allOrNothing, partial])
      expect(scoreOf([single(1)], picks(picked), rules)).toEqual({ score, isPassed: score === 100, marks: [{ questionId: 1, mark }] })
  })
})

describe('a paper', () => {
  it.each([
    [['A', 'B', 'B'], 33.33, false],
    [['A', 'A', 'B'], 66.67, true],
    [['A', 'A', 'A'], 100, true],
    [[null, null, null], 0, false],
  ])('of three equal questions answered %j scores %f', (answered, score, isPassed) => {
    expect(scoreOf([single(1), single(2), single(3)], picks(...answered), allOrNothing)).toMatchObject({ score, isPassed })
  })
  it('weighs each question by its points', () => {
    expect(scoreOf([single(1, 'A', 1), single(2, 'A', 3)], picks('B', 'A'), allOrNothing).score).toBe(75)
  })
  it('passes at the pass mark, and not a hundredth below', () => {
    const ten = Array.from({ length: 10 }, (_, i) => single(i + 1))
    const right = (count: number) => picks(...ten.map((_, i) => (i < count ? 'A' : 'B')))
    expect(scoreOf(ten, right(6), allOrNothing).isPassed).toBe(true)
    expect(scoreOf([...ten, single(11, 'A', 9_990)], new Map([[11, keys('A')]]), { ...allOrNothing, passMark: 100 })).toMatchObject({
      score: 99.9,
      isPassed: false,
    })
  })
  it('without questions scores nothing', () => expect(scoreOf([], new Map(), allOrNothing)).toEqual({ score: 0, isPassed: false, marks: [] }))

  const somePicks = fc.subarray<OptionKey>([...optionKeys.slice(0, 5)])
  const answered = fc.record({
    kind: fc.constantFrom(...questionKinds),
    answer: fc.subarray<OptionKey>([...optionKeys.slice(0, 5)], { minLength: 1 }),
    points: fc.integer({ min: 1, max: 100 }),
    picked: somePicks,
  })
  const paper = fc.array(answered, { minLength: 1, maxLength: 100, size: 'max' }).map(list => ({
    questions: list.map((question, i) => ({ ...question, id: i + 1 })),
    answers: new Map(list.map(({ picked }, i) => [i + 1, picked])),
  }))

  it('scores hundredths exactly, in whatever order its questions are asked', () => {
    fc.assert(
      fc.property(paper, ({ questions, answers }) => {
        const { score } = scoreOf(questions, answers, partial)
        expect(scoreOf(questions.toReversed(), answers, partial).score).toBe(score)
        expect(score >= 0 && score <= 100 && Number(score.toFixed(2)) === score).toBe(true)
      }),
    )
  })
  it('agrees with exact fractions', () => {
    fc.assert(
      fc.property(paper, ({ questions, answers }) => {
        // Over a common denominator of 8! in whole numbers of any size.
        const parts = questions.reduce((sum, { id, kind, answer, points }) => {
          const picked = answers.get(id) ?? []
          const right = BigInt(picked.filter(key => answer.includes(key)).length)
          const [wrong, needed] = [BigInt(picked.length) - right, BigInt(answer.length)]
          const share = kind === 'multiple' ? right - wrong : needed === right && wrong === 0n ? needed : 0n
          return sum + (BigInt(points) * 40_320n * (share > 0n ? share : 0n)) / needed
        }, 0n)
        const all = questions.reduce((sum, { points }) => sum + BigInt(points) * 40_320n, 0n)
        const hundredths = (parts * 20_000n + all) / (2n * all)
        const { score } = scoreOf(questions, answers, partial)
        expect(BigInt(Math.round(score * 100))).toBe(parts < all && hundredths === 10_000n ? 9_999n : hundredths)
      }),
    )
  })
  it('gives at least as much for a part as for nothing', () => {
    fc.assert(
      fc.property(paper, ({ questions, answers }) => {
        expect(scoreOf(questions, answers, partial).score).toBeGreaterThanOrEqual(scoreOf(questions, answers, allOrNothing).score)
      }),
    )
  })
})
