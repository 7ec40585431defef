import { describe, expect, it } from 'vitest'
import { ExamDraft, ExamVersion } from './exam.ts'
import type { Question } from './question.ts'

const draft = (more: object = {}) => ({
  title: '信息安全与数据保护',
  englishTitle: 'Information security and data protection',
  category: 'compliance',
  paper: { count: 2 },
  ...more,
})
const question = (id: number): Question => ({
  id,
  kind: 'trueFalse',
  stem: '密码可以告诉同事。',
  options: [
    { key: 'A', text: '正确' },
    { key: 'B', text: '错误' },
  ],
  answer: ['B'],
  explanation: '',
  category: 'compliance',
  courseId: null,
  isReserved: false,
  keepsOrder: false,
  points: 1,
})
const complaints = (value: unknown) => ExamDraft.safeParse(value).error?.issues.map(({ path }) => path.join('.')) ?? []

describe('an exam that is sent', () => {
  it('has half an hour, passes at 60 and keeps the certificate that was issued unless it says otherwise', () => {
    expect(ExamDraft.parse(draft())).toMatchObject({ minutes: 30, passMark: 60, attempts: null, multiple: 'allOrNothing', betterScore: 'keep' })
  })
  it.each([
    ['sections of different kinds', { sections: ['single', 'multiple', 'trueFalse'].map(kind => ({ kind, category: null, count: 5 })) }],
    ['sections of one kind and different categories', { sections: ['safety', 'service'].map(category => ({ kind: 'single', category, count: 5 })) }],
  ])('may be drawn from %s', (_, paper) => expect(complaints(draft({ paper }))).toEqual([]))

  it.each([
    ['no question', { paper: { count: 0 } }],
    ['no section', { paper: { sections: [] } }],
    ['two sections of one kind', { paper: { sections: [5, 5].map(count => ({ kind: 'single', category: null, count })) } }],
    ['a section inside another', { paper: { sections: [null, 'safety'].map(category => ({ kind: 'single', category, count: 5 })) } }],
    ['more questions than anyone answers', { paper: { sections: ['single', 'multiple'].map(kind => ({ kind, category: null, count: 150 })) } }],
  ])('is refused with %s', (_, more) => expect(complaints(draft(more)).every(path => path.startsWith('paper'))).toBe(true))

  it('is published only with a pool that fills its paper', () => {
    const rules = ExamDraft.parse(draft())
    expect(ExamVersion.safeParse({ ...rules, pool: [question(1), question(2)] }).success).toBe(true)
    expect(ExamVersion.safeParse({ ...rules, pool: [question(1)] }).error?.issues.map(({ path }) => path)).toEqual([['pool']])
  })
})
