import { describe, expect, it } from 'vitest'
import { GrowthPathDraft } from './path.ts'

const course = (courseId: number, isRequired = true) => ({ kind: 'course', courseId, isRequired })
const stage = (...nodes: object[]) => ({ title: '新人', englishTitle: 'Newcomer', nodes })
const draft = (...stages: object[]) => ({ title: '客户服务岗', englishTitle: 'Customer service', post: '客户服务', stages })
const complaints = (value: unknown) => GrowthPathDraft.safeParse(value).error?.issues.map(({ path }) => path.join('.')) ?? []

describe('a growth path that is sent', () => {
  it('may lead over courses, exams and certificates', () => {
    const nodes = [course(1), { kind: 'exam', examId: 1, isRequired: true }, { kind: 'certificate', templateId: 1, isRequired: false }]
    expect(complaints(draft(stage(...nodes), stage(course(2))))).toEqual([])
  })
  it.each([
    ['no stage', draft(), 'stages'],
    ['a stage of nothing', draft(stage()), 'stages.0.nodes'],
    ['a stage with nothing required', draft(stage(course(1), course(2)), stage(course(3, false))), 'stages.1.nodes'],
    ['the same course in two stages', draft(stage(course(1)), stage(course(1, false), course(2))), 'stages'],
    ['a course without saying which', draft(stage({ kind: 'course', examId: 1, isRequired: true })), 'stages.0.nodes.0.courseId'],
  ])('is refused with %s', (_, value, path) => expect(complaints(value)).toContain(path))
})
