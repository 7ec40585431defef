import { z } from 'zod'
import { published, rowId } from '../publication.ts'
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

const titles = { title: line(8), englishTitle: line(30) }
const inStage = z.array(PathNode).max(pathLimits.nodes)

/** A stage and what it takes. Its title is short, since it is cut into a seal: 新人, 骨干, 专家. */
export const PathStage = z
  .strictObject({ ...titles, nodes: inStage.min(1) })
  .refine(({ nodes }) => nodes.some(node => node.isRequired), { path: ['nodes'], message: 'something has to be required, or the stage is reached by nothing' })
  .meta({ id: 'PathStage' })
export type PathStage = z.infer<typeof PathStage>

const isEachOnce = (stages: readonly PathStage[]) => {
  const keys = stages.flatMap(stage => stage.nodes.map(nodeKey))
  return new Set(keys).size === keys.length
}
const { sortOrder, summary, ...told } = published
const fields = { ...told, post: line(60).describe('The post 岗位 it is for') }

/**
 * What a path says, as it is sent to create or change one. `faultsOf` says what its stages may lack; that is told together with what
 * is not published.
 */
export const PathContent = z
  .strictObject({ ...fields, summary: summary.default(''), stages: z.array(z.strictObject({ ...titles, nodes: inStage })).max(pathLimits.stages) })
  .meta({ id: 'PathContent' })
export type PathContent = z.infer<typeof PathContent>

/** A whole path, and its place in the list. */
export const GrowthPathDraft = z
  .strictObject({
    ...fields,
    summary: summary.default(''),
    sortOrder: sortOrder.default(0),
    stages: z.array(PathStage).min(1).max(pathLimits.stages).refine(isEachOnce, 'the same thing stands here twice'),
  })
  .meta({ id: 'GrowthPathDraft' })
export type GrowthPathDraft = z.infer<typeof GrowthPathDraft>
