import { z } from 'zod'
import { authored, basedOn, OrderBody, VersionBody } from '../authoring.ts'
import { CertificateTypeField } from '../certificates/certificate.ts'
import { endpoint } from '../contract/endpoint.ts'
import { pathId, rowId } from '../publication.ts'
import { PathContent } from './path.ts'

/** A growth path as its authors see it: what it says in its newest version, published or not. */
export const AuthoredPath = z.object({ ...authored, ...PathContent.shape, summary: z.string() }).meta({ id: 'AuthoredPath' })
export type AuthoredPath = z.infer<typeof AuthoredPath>

/** Something that a stage may ask for. */
export const PathThing = z
  .object({
    kind: z.enum(['course', 'exam', 'certificate']),
    id: rowId,
    title: z.string(),
    englishTitle: z.string(),
    certificateType: CertificateTypeField.nullable().describe('Of a template'),
    isPublished: z.boolean().describe('Of a template: in use. What is not published cannot be asked for'),
  })
  .meta({ id: 'PathThing' })
export type PathThing = z.infer<typeof PathThing>

const params = z.object({ id: pathId })
const one = { access: 'issuer', params, returns: AuthoredPath } as const

/** Growth paths, by those who write them. */
export const pathAuthoring = {
  /** All growth paths in their order, whatever their state. */
  list: endpoint({
    method: 'GET',
    path: '/api/authoring/paths',
    access: 'issuer',
    summary: 'Growth paths as their authors see them',
    returns: z.object({ items: z.array(AuthoredPath) }),
  }),
  /** Courses, exams and templates of certificates, by kind and order. */
  things: endpoint({
    method: 'GET',
    path: '/api/authoring/paths/things',
    access: 'issuer',
    summary: 'What the stages of a path may ask for',
    returns: z.object({ items: z.array(PathThing) }),
  }),
  /** The newest version of one, published or not. */
  get: endpoint({ ...one, method: 'GET', path: '/api/authoring/paths/:id', summary: 'One growth path as its authors see it', problems: ['path_not_found'] }),
  /** Refused with every reason at once, each with its path: empty stages, what stands there twice, what is not published. */
  create: endpoint({
    method: 'POST',
    path: '/api/authoring/paths',
    access: 'issuer',
    summary: 'Write a new growth path',
    body: PathContent,
    returns: AuthoredPath,
    status: [201],
  }),
  /** Learners go on walking what was published until the change is published too. */
  update: endpoint({
    ...one,
    method: 'PUT',
    path: '/api/authoring/paths/:id',
    summary: 'Change a growth path',
    body: PathContent.safeExtend(basedOn),
    problems: ['path_not_found', 'stale_version'],
  }),
  /** Whoever has come to its end already has completed it; that is noticed in the background. Refused where something in it is no longer published. */
  publish: endpoint({
    ...one,
    method: 'POST',
    path: '/api/authoring/paths/:id/publish',
    summary: 'Show the newest version of a growth path to all',
    body: VersionBody,
    problems: ['path_not_found', 'stale_version'],
  }),
  /** Nobody walks it any more; having completed it stays. */
  retire: endpoint({ ...one, method: 'POST', path: '/api/authoring/paths/:id/retire', summary: 'Close a growth path', problems: ['path_not_found'] }),
  /** Learners see the new order at once. */
  order: endpoint({
    method: 'PUT',
    path: '/api/authoring/paths/order',
    access: 'issuer',
    summary: 'Put growth paths in order',
    body: OrderBody,
    returns: z.object({ items: z.array(AuthoredPath) }),
  }),
}
