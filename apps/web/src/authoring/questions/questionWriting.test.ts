import { describe, expect, it } from 'vitest'
import { optionsFor, questionText, questionWriting, sentQuestion } from './questionWriting.ts'

const options = [
  { text: '甲', isRight: false },
  { text: '乙', isRight: true },
  { text: '丙', isRight: true },
]

describe('a question that is written', () => {
  it('is sent with the letters of where its options stand', () => {
    const sent = sentQuestion({ ...questionWriting.blank(), kind: 'multiple', options })
    expect([sent.options.map(({ key }) => key), sent.answer]).toEqual([
      ['A', 'B', 'C'],
      ['B', 'C'],
    ])
  })
  it('keeps its options when it becomes another kind, and one right answer where there may be one', () => {
    expect(optionsFor('single', options, ['对', '错']).map(({ isRight }) => isRight)).toEqual([false, true, false])
    expect(optionsFor('multiple', options, ['对', '错'])).toEqual(options)
    expect(optionsFor('trueFalse', options, ['对', '错']).map(({ text }) => text)).toEqual(['对', '错'])
  })
  it('can be taken along as text', () => {
    expect(questionText({ ...questionWriting.blank(), stem: '哪个？', options, explanation: '因为' })).toBe('哪个？\n  A. 甲\n* B. 乙\n* C. 丙\n因为')
  })
})
