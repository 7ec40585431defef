import { readFileSync } from 'node:fs'
import type { CertificateType } from '@wallet/shared/certificates/certificate'
import { addDays, dayIn, startOfDay } from '@wallet/shared/certificates/validity'
import { GrowthPathDraft } from '@wallet/shared/growth/path'
import { z } from 'zod'
import { savePosition } from '../audit/follow.ts'
import type { Db } from '../db/connect.ts'
import { number, selectOne } from '../db/query.ts'
import type { Deps } from '../deps.ts'
import { insertPath, publishPath } from '../growth/write.ts'
import { departments, type DemoPersonSeed } from './company.ts'

const Node = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('course'), course: z.string(), isRequired: z.boolean() }),
  z.object({ kind: z.literal('exam'), exam: z.string(), isRequired: z.boolean() }),
  z.object({ kind: z.literal('certificate'), template: z.enum(['course', 'exam', 'achievement']), isRequired: z.boolean() }),
])
const Written = z.looseObject({ stages: z.array(z.looseObject({ nodes: z.array(Node) })) })
/** The growth paths of the demo company, as they are written, in their order. */
export const writtenPaths = (): z.infer<typeof Written>[] =>
  Written.array().parse(JSON.parse(readFileSync(new URL('../../content/paths.json', import.meta.url)).toString()))

interface Slugged {
  readonly slug: string
  readonly id: number
}
/** What the nodes of paths are about, by slug and by type. */
interface Known {
  readonly courses: readonly Slugged[]
  readonly exams: readonly Slugged[]
  readonly templates: ReadonlyMap<string, { readonly id: number }>
}
const idIn = (all: readonly Slugged[], slug: string) => all.find(one => one.slug === slug)?.id

const nodeOf = ({ courses, exams, templates }: Known, node: z.infer<typeof Node>) => {
  const { kind, isRequired } = node
  if (node.kind === 'course') return { kind, isRequired, courseId: idIn(courses, node.course) }
  return node.kind === 'exam'
    ? { kind, isRequired, examId: idIn(exams, node.exam) }
    : { kind, isRequired, templateId: templates.get(node.template satisfies CertificateType)?.id }
}

/** Writes and publishes the paths of the demo company. Those who have come to the end of one are found after the start. */
export const seedPaths = async (tx: Db, { clock, config }: Pick<Deps, 'clock' | 'config'>, known: Known): Promise<void> => {
  const at = startOfDay(addDays(dayIn(clock.now(), config.zone), -900), config.zone)
  for (const [index, { slug, stages, ...written }] of writtenPaths().entries()) {
    const placed = stages.map(stage => ({ ...stage, nodes: stage.nodes.map(node => nodeOf(known, node)) }))
    await publishPath(tx, await insertPath(tx, GrowthPathDraft.parse({ ...written, sortOrder: index + 1, stages: placed }), at), at)
  }
  // What lies behind is looked at path by path, not event by event.
  const last = await selectOne(tx, 'SELECT COALESCE(MAX(id), 0) AS id FROM learning_events')
  await savePosition(tx, 'paths', number(last?.['id']))
}

const service = departments.find(({ name }) => name === '客户服务部')
const compliance = ['信息安全组', '财务管理组', '培训管理组']

/** The post of a person of the demo company; of some nobody has said. */
export const postOf = ({ role, unit }: DemoPersonSeed): string | null => {
  if (role === 'manager') return '新任主管'
  if (unit === service?.name || service?.teams.includes(unit)) return '客服专员'
  return compliance.includes(unit) ? '合规专员' : null
}
