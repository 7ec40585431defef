import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { courseCategories } from '../courses/category.ts'
import { seedPattern } from './draw.ts'
import { optionKeys, questionKinds, type OptionKey } from './option.ts'
import { askedQuestion, drawPaper, ownKeys, shortagesIn, shownKeys } from './paper.ts'
import { AskedQuestion, type Question } from './question.ts'

const seed = fc.stringMatching(seedPattern)
const question = (id: number, more: Partial<Question> = {}): Question => ({
  id,
  kind: 'single',
  stem: `第 ${id} 题`,
  options: optionKeys.slice(0, more.kind === 'trueFalse' ? 2 : 4).map(key => ({ key, text: `${id} ${key}` })),
  answer: ['A'],
  explanation: '因为',
  category: 'safety',
  courseId: null,
  isReserved: false,
  keepsOrder: false,
  points: 1,
  ...more,
})
const pool = fc
  .uniqueArray(fc.nat({ max: 999 }), { maxLength: 40 })
  .chain(ids =>
    fc.tuple(
      ...ids.map(id =>
        fc
          .record({ kind: fc.constantFrom(...questionKinds), category: fc.constantFrom(...courseCategories), keepsOrder: fc.boolean() })
          .map(more => question(id + 1, more)),
      ),
    ),
  )
const sections = { sections: questionKinds.map(kind => ({ kind, category: null, count: 4 })) }

describe('a paper', () => {
  it('is the same for the same seed, in whatever order the pool comes', () => {
    const twice = pool.chain(questions => fc.tuple(fc.constant(questions), fc.shuffledSubarray(questions, { minLength: questions.length })))
    fc.assert(
      fc.property(twice, seed, ([one, other], by) => {
        expect(drawPaper(other, { count: 10 }, by)).toEqual(drawPaper(one, { count: 10 }, by))
        expect(drawPaper(other, sections, by)).toEqual(drawPaper(one, sections, by))
      }),
    )
  })
  it('is this one for this seed, today and in ten years', () => {
    const drawn = drawPaper(
      Array.from({ length: 12 }, (_, i) => question(i + 1)),
      { count: 4 },
      '9f8b2c1d47e6a0530c6b7d9e21f4a8b3',
    )
    expect(drawn.map(({ questionId, order }) => `${questionId} ${order.join('')}`)).toMatchInlineSnapshot(`
      [
        "4 BCDA",
        "8 DCAB",
        "1 ABCD",
        "11 BCAD",
      ]
    `)
  })
  it('asks no question twice, and as many as were ordered where the pool has them', () => {
    fc.assert(
      fc.property(pool, seed, (questions, by) => {
        const ids = drawPaper(questions, sections, by).map(({ questionId }) => questionId)
        const missing = shortagesIn(questions, sections).reduce((sum, { need, have }) => sum + need - have, 0)
        expect(new Set(ids).size).toBe(ids.length)
        expect(ids.length).toBe(12 - missing)
      }),
    )
  })
  it('has its sections in their order, each of its kind', () => {
    fc.assert(
      fc.property(pool, seed, (questions, by) => {
        const kinds = drawPaper(questions, sections, by).map(({ questionId }) => questions.find(({ id }) => id === questionId)?.kind ?? '')
        expect(kinds).toEqual(questionKinds.flatMap(kind => kinds.filter(each => each === kind)))
      }),
    )
  })
  it('shuffles the options, but not of true or false, nor where their order matters', () => {
    fc.assert(
      fc.property(pool, seed, (questions, by) => {
        for (const { questionId, order } of drawPaper(questions, { count: 40 }, by)) {
          const { kind, keepsOrder, options } = questions.find(({ id }) => id === questionId) ?? question(0)
          const keys = options.map(({ key }) => key)
          expect(kind === 'trueFalse' || keepsOrder ? order : order.toSorted()).toEqual(keys)
        }
      }),
    )
  })
  it('says which section the pool cannot fill', () => {
    const few = [question(1), question(2), question(3, { kind: 'trueFalse', category: 'service' })]
    expect(shortagesIn(few, { count: 4 })).toEqual([{ section: 0, need: 4, have: 3 }])
    expect(shortagesIn(few, { count: 3 })).toEqual([])
    const plan = { sections: [2, 1].map((count, i) => ({ kind: i ? ('trueFalse' as const) : ('single' as const), category: 'safety' as const, count })) }
    expect(shortagesIn(few, plan)).toEqual([{ section: 1, need: 1, have: 0 }])
  })
})

describe('a question as it is asked', () => {
  it('tells neither the answer nor the explanation, and calls the options as they are shown', () => {
    const asked = askedQuestion(question(7, { answer: ['C'] }), { questionId: 7, order: ['C', 'A', 'D', 'B'] })
    expect(asked).toEqual({
      id: 7,
      kind: 'single',
      stem: '第 7 题',
      options: [
        { key: 'A', text: '7 C' },
        { key: 'B', text: '7 A' },
        { key: 'C', text: '7 D' },
        { key: 'D', text: '7 B' },
      ],
      points: 1,
    })
    expect(AskedQuestion.parse(asked)).toEqual(asked)
  })
  it('is answered in the letters shown and kept in those of the author', () => {
    expect(ownKeys(['C', 'A', 'D', 'B'], ['A', 'D'])).toEqual(['B', 'C'])
    expect(shownKeys(['C', 'A', 'D', 'B'], ['B', 'C'])).toEqual(['A', 'D'])
    expect(ownKeys(['B', 'A'], ['A', 'H'])).toEqual(['B'])
  })
  it('loses nothing on the way there and back', () => {
    const keys = optionKeys.slice(0, 6)
    fc.assert(
      fc.property(fc.shuffledSubarray<OptionKey>(keys, { minLength: 6 }), fc.subarray<OptionKey>(keys), (order, picked) => {
        expect(ownKeys(order, shownKeys(order, picked))).toEqual(picked)
        expect(shownKeys(order, ownKeys(order, picked))).toEqual(picked)
      }),
    )
  })
})
