import { z } from 'zod'
import { PublicationState, published, rowId } from '../publication.ts'
import { line } from '../text.ts'
import { nodeKey } from './road.ts'

/** So much fits into a path. */
export const pathLimits = { stages: 10, nodes: 30 } as const

const isRequired = z.boolean().describe('Required 必修; otherwise optional 选修')
/** One thing to do on a path: a course to complete, an exam to pass, or a certificate of a template to hold. */
export const PathNode = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('course'), courseId: rowId, isRequired }),
    z.strictObject({ kind: z.literal('exam'), examId: rowId, isRequired }),
    z.strictObject({ kind: z.literal('certificate'), templateId: rowId, isRequired }),
  ])
  .meta({ id: 'PathNode' })
export type PathNode = z.infer<typeof PathNode>

/** A stage and what it takes. Its title is short, since it is cut into a seal: 新人, 骨干, 专家. */
export const PathStage = z
  .strictObject({ title: line(8), englishTitle: line(30), nodes: z.array(PathNode).min(1).max(pathLimits.nodes) })
  .refine(({ nodes }) => nodes.some(node => node.isRequired), { path: ['nodes'], message: 'something has to be required, or the stage is reached by nothing' })
  .meta({ id: 'PathStage' })
export type PathStage = z.infer<typeof PathStage>

const isEachOnce = (stages: readonly PathStage[]) => {
  const keys = stages.flatMap(({ nodes }) => nodes.map(nodeKey))
  return new Set(keys).size === keys.length
}
const fields = {
  ...published,
  post: line(60).describe('The post 岗位 it is for'),
  stages: z.array(PathStage).min(1).max(pathLimits.stages).refine(isEachOnce, 'the same thing stands here twice'),
}

/** A growth path as its editors see it. */
export const GrowthPath = z
  .object({ id: rowId, ...fields, state: PublicationState, version: z.int(), createdAt: z.iso.datetime(), updatedAt: z.iso.datetime() })
  .meta({ id: 'GrowthPath' })
export type GrowthPath = z.infer<typeof GrowthPath>

/** What is sent to create or change a path. */
export const GrowthPathDraft = z
  .strictObject({ ...fields, summary: fields.summary.default(''), sortOrder: fields.sortOrder.default(0) })
  .meta({ id: 'GrowthPathDraft' })
export type GrowthPathDraft = z.infer<typeof GrowthPathDraft>
