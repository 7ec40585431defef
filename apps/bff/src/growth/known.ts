import type { CertificateType } from '@wallet/shared/certificates/certificate'
import { completionOf } from '@wallet/shared/courses/progress'
import type { PathNode, PathStage } from '@wallet/shared/growth/path'
import { nodeKey, type NodeFacts } from '@wallet/shared/growth/road'
import type { CertificateRow } from '../certificates/row.ts'
import { listCompleted, listShelf, type ShelfCourse } from '../courses/store.ts'
import type { Deps } from '../deps.ts'
import { findVersions } from '../exams/versions.ts'
import { listExamStandings, listInForce, listTemplates } from './factStore.ts'

interface Titles {
  readonly title: string
  readonly englishTitle: string
}
/** What is known of one person and one node that they may see. */
export interface KnownNode extends NodeFacts, Titles {
  readonly minutes: number | null
  readonly percent: number | null
  readonly score: number | null
  readonly certificate: CertificateRow | null
  readonly certificateType: CertificateType | null
  readonly waitsFor: (Titles & { readonly id: number }) | null
}
/** By node key; what is not there is not to be seen: never published, or retired before this person began. */
export type Known = ReadonlyMap<string, KnownNode>

const plain = { minutes: null, percent: null, score: null, waitsFor: null, certificateType: null }
type Shelf = ReadonlyMap<number, ShelfCourse>

/** What a person has, whatever the path. */
interface Having {
  readonly shelf: Shelf
  readonly completed: ReadonlyMap<number, ReadonlySet<number>>
  readonly inForce: readonly CertificateRow[]
}
const titlesOf = ({ id, outline: { title, englishTitle } }: ShelfCourse) => ({ id, title, englishTitle })

const ofCourse = ({ shelf, completed, inForce }: Having, courseId: number): KnownNode | null => {
  const course = shelf.get(courseId)
  if (!course) return null
  const { lessons, title, englishTitle } = course.outline
  return {
    ...plain,
    ...{ title, englishTitle },
    doneAt: course.enrolment?.completedAt ?? null,
    isBegun: course.enrolment !== null,
    isWaiting: false,
    minutes: lessons.reduce((sum, { minutes }) => sum + minutes, 0),
    percent: course.enrolment && completionOf(lessons, completed.get(courseId) ?? new Set()).percent,
    certificate: inForce.findLast(certificate => certificate.courseId === courseId) ?? null,
  }
}

const examsOf = async ({ db }: Pick<Deps, 'db'>, userId: number, { shelf, inForce }: Having, examIds: readonly number[]): Promise<[string, KnownNode][]> => {
  const standings = await listExamStandings(db, userId, examIds)
  const versions = await findVersions(
    db,
    standings.map(({ versionId }) => versionId),
  )
  return standings.flatMap(({ examId, versionId, passedAt, score, isBegun }): [string, KnownNode][] => {
    const version = versions.get(versionId)
    if (!version) return []
    const first = version.courseId === null ? null : (shelf.get(version.courseId) ?? null)
    const isWaiting = version.courseId !== null && !first?.enrolment?.completedAt
    const { title, englishTitle, minutes } = version
    const certificate = inForce.findLast(one => one.examId === examId) ?? null
    const waitsFor = isWaiting && first ? titlesOf(first) : null
    return [
      [
        nodeKey({ kind: 'exam', examId, isRequired: true }),
        { ...plain, title, englishTitle, minutes, doneAt: passedAt, isBegun, isWaiting, score, certificate, waitsFor },
      ],
    ]
  })
}

const certificatesOf = async ({ db }: Pick<Deps, 'db'>, { inForce }: Having, templateIds: readonly number[]): Promise<[string, KnownNode][]> => {
  const templates = await listTemplates(db, templateIds)
  return templateIds.flatMap((templateId): [string, KnownNode][] => {
    const held = inForce.filter(certificate => certificate.templateId === templateId)
    const template = templates.get(templateId)
    if (!template || (!template.isActive && held.length === 0)) return []
    const node = {
      ...plain,
      certificateType: template.type,
      title: template.name,
      englishTitle: template.name,
      doneAt: held[0]?.issuedAt ?? null,
      isBegun: false,
      isWaiting: false,
    }
    return [[nodeKey({ kind: 'certificate', templateId, isRequired: true }), { ...node, certificate: held.at(-1) ?? null }]]
  })
}

const nodesOf = (stages: readonly PathStage[]) => stages.flatMap(({ nodes }) => nodes)
const idsOf = <Kind extends PathNode['kind']>(nodes: readonly PathNode[], kind: Kind, idOf: (node: Extract<PathNode, { kind: Kind }>) => number) =>
  nodes.filter((node): node is Extract<PathNode, { kind: Kind }> => node.kind === kind).map(idOf)

/** What is known of one person along these stages. */
export const knownAlong = async ({ db, clock }: Pick<Deps, 'db' | 'clock'>, userId: number, stages: readonly PathStage[]): Promise<Known> => {
  const [shelf, completed, inForce] = await Promise.all([listShelf(db, userId), listCompleted(db, userId), listInForce(db, userId, clock.now())])
  const having = { shelf: new Map(shelf.map(course => [course.id, course])), completed, inForce }
  const nodes = nodesOf(stages)
  const courses = idsOf(nodes, 'course', ({ courseId }) => courseId).flatMap((courseId): [string, KnownNode][] => {
    const known = ofCourse(having, courseId)
    return known ? [[nodeKey({ kind: 'course', courseId, isRequired: true }), known]] : []
  })
  const exams = await examsOf(
    { db },
    userId,
    having,
    idsOf(nodes, 'exam', ({ examId }) => examId),
  )
  const certificates = await certificatesOf(
    { db },
    having,
    idsOf(nodes, 'certificate', ({ templateId }) => templateId),
  )
  return new Map([...courses, ...exams, ...certificates])
}
