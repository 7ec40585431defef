import type { AuthoredPath, PathThing } from '@wallet/shared/growth/authoring'
import type { PathContent, PathNode } from '@wallet/shared/growth/path'
import { api } from '../../api/api.ts'
import type { Authoring } from '../useEditor.ts'

export type PathDraft = PathContent
export type StageDraft = PathDraft['stages'][number]

export const blankStage = (): StageDraft => ({ title: '', englishTitle: '', nodes: [] })
const blank = (): PathDraft => ({ title: '', englishTitle: '', summary: '', post: '', stages: [blankStage()] })
const draftOf = ({ title, englishTitle, summary, post, stages }: AuthoredPath): PathDraft => structuredClone({ title, englishTitle, summary, post, stages })

/** What a node is about, as things are told apart: `course:3`. */
export const thingKey = ({ kind, id }: Pick<PathThing, 'kind' | 'id'>): string => `${kind}:${id}`
export const idOf = (node: PathNode): number => (node.kind === 'course' ? node.courseId : node.kind === 'exam' ? node.examId : node.templateId)
/** Something to do, required until said otherwise. */
export const nodeOf = ({ kind, id }: Pick<PathThing, 'kind' | 'id'>): PathNode => {
  if (kind === 'course') return { kind, courseId: id, isRequired: true }
  return kind === 'exam' ? { kind, examId: id, isRequired: true } : { kind, templateId: id, isRequired: true }
}

/** How a growth path is read and written. */
export const pathWriting: Authoring<AuthoredPath, PathDraft> = {
  blank,
  draftOf,
  load: id => api.pathAuthoring.get({ params: { id } }),
  create: draft => api.pathAuthoring.create({ body: draft }),
  save: (id, draft, version) => api.pathAuthoring.update({ params: { id }, body: { ...draft, version } }),
  publish: (id, version) => api.pathAuthoring.publish({ params: { id }, body: { version } }),
  retire: id => api.pathAuthoring.retire({ params: { id } }),
  asText: ({ title, englishTitle, post, summary, stages }) =>
    [title, englishTitle, post, summary, ...stages.map(stage => `# ${stage.title} ${stage.englishTitle}`)].filter(text => text.trim() !== '').join('\n\n'),
}
