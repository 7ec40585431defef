import { describe, expect, it } from 'vitest'
import { QuestionDraft } from './question.ts'

const options = (...texts: string[]) => texts.map((text, i) => ({ key: 'ABCDEFGHI'[i], text }))
const draft = (more: object = {}) => ({
  kind: 'single',
  stem: '客户来电要求把开户资料发到他的私人邮箱，您应当怎么做？',
  options: options('直接发送', '先核验身份', '请同事代发'),
  answer: ['B'],
  category: 'compliance',
  ...more,
})
const complaints = (value: unknown) => QuestionDraft.safeParse(value).error?.issues.map(({ path }) => path.join('.')) ?? []

describe('a question that is sent', () => {
  it('weighs one point and may be practised unless it says otherwise', () => {
    expect(QuestionDraft.parse(draft())).toMatchObject({ points: 1, isReserved: false, keepsOrder: false, courseId: null, explanation: '' })
  })
  it('has its answers in the order of the alphabet, each once', () => {
    expect(QuestionDraft.parse(draft({ kind: 'multiple', answer: ['C', 'A', 'C'] })).answer).toEqual(['A', 'C'])
  })
  it.each([
    ['one option', { options: options('是') }, 'options'],
    ['nine options', { options: options('1', '2', '3', '4', '5', '6', '7', '8', '9') }, 'options'],
    ['letters out of turn', { options: options('是', '否').toReversed() }, 'options'],
    ['the same option twice', { options: options('是', '否', '是 ') }, 'options'],
    ['three options of true or false', { kind: 'trueFalse' }, 'options'],
    ['no answer', { answer: [] }, 'answer'],
    ['an answer that is no option', { answer: ['D'] }, 'answer'],
    ['two answers to single choice', { answer: ['A', 'B'] }, 'answer'],
    ['one answer to multiple choice', { kind: 'multiple' }, 'answer'],
    ['nothing asked', { stem: ' \n' }, 'stem'],
    ['an unknown field', { hint: 'B' }, ''],
  ])('is refused with %s', (_, more, path) => expect(complaints(draft(more))).toContain(path))
})
