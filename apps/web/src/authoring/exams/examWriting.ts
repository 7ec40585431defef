import type { CourseCategory } from '@wallet/shared/courses/category'
import type { AuthoredExam, ExamChange, PoolLine } from '@wallet/shared/exams/authored'
import type { PaperPlan } from '@wallet/shared/exams/exam'
import type { QuestionKind } from '@wallet/shared/exams/option'
import { api } from '../../api/api.ts'
import type { Authoring } from '../useEditor.ts'

/** So many of a kind, perhaps of one category. */
export interface WrittenSection {
  kind: QuestionKind
  category: CourseCategory | null
  count: number
}
/** An exam while it is written: its pool as lines, its paper as one number or as sections. */
export interface WrittenExam extends Required<Omit<ExamChange, 'version' | 'questionIds' | 'paper'>> {
  paper: { bySections: boolean; count: number; sections: WrittenSection[] }
  pool: PoolLine[]
}

const paperOf = (plan: PaperPlan): WrittenExam['paper'] =>
  'sections' in plan
    ? { bySections: true, count: 10, sections: plan.sections.map(section => ({ ...section })) }
    : { bySections: false, count: plan.count, sections: [] }
const planOf = ({ bySections, count, sections }: WrittenExam['paper']): PaperPlan => (bySections ? { sections } : { count })

const draftOf = (exam: AuthoredExam): WrittenExam => {
  const { title, englishTitle, summary, category, courseId, templateId, passMark, minutes, attempts, multiple, review, betterScore, paper, pool } = exam
  return {
    ...{ title, englishTitle, summary, category, courseId, templateId, passMark, minutes, attempts, multiple, review, betterScore },
    ...{ paper: paperOf(paper), pool: [...pool] },
  }
}

const blank = (): WrittenExam => ({
  ...{ title: '', englishTitle: '', summary: '', category: 'compliance', courseId: null, templateId: null, passMark: 60, minutes: 30, attempts: 3 },
  ...{ multiple: 'allOrNothing', review: 'afterPass', betterScore: 'keep' },
  ...{ paper: { bySections: false, count: 10, sections: [] }, pool: [] },
})

const sent = ({ paper, pool, ...rules }: WrittenExam) => ({ ...rules, paper: planOf(paper), questionIds: pool.map(({ id }) => id) })

/** How many questions of the pool fit a section. */
export const fittingIn = (pool: readonly PoolLine[], { kind, category }: Pick<WrittenSection, 'kind' | 'category'>): number =>
  pool.filter(line => line.kind === kind && (category === null || line.category === category)).length

/** How many questions a paper has. */
export const countOf = ({ bySections, count, sections }: WrittenExam['paper']): number =>
  bySections ? sections.reduce((sum, section) => sum + section.count, 0) : count

/** An exam as text. */
const examText = ({ title, englishTitle, summary, pool }: WrittenExam): string =>
  [title, englishTitle, summary, ...pool.map(({ stem }) => `- ${stem}`)].filter(line => line.trim() !== '').join('\n')

/** How an exam is read and written. */
export const examWriting: Authoring<AuthoredExam, WrittenExam> = {
  blank,
  draftOf,
  load: id => api.examAuthoring.get({ params: { id } }),
  create: draft => api.examAuthoring.create({ body: sent(draft) }),
  save: (id, draft, version) => api.examAuthoring.update({ params: { id }, body: { ...sent(draft), version } }),
  publish: (id, version) => api.examAuthoring.publish({ params: { id }, body: { version } }),
  retire: id => api.examAuthoring.retire({ params: { id } }),
  asText: examText,
}
