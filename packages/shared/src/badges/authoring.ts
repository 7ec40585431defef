import { z } from 'zod'
import { authored, basedOn, OrderBody, VersionBody } from '../authoring.ts'
import { endpoint } from '../contract/endpoint.ts'
import { pageOf, pageQuery } from '../page.ts'
import { EmployeeNo, Person } from '../people/person.ts'
import { pathId } from '../publication.ts'
import { line } from '../text.ts'
import { BadgeContent, RuleOfCategory } from './badge.ts'

/** A badge as its authors see it: what it says in its newest version, published or not. */
export const AuthoredBadge = z
  .object({ ...authored, ...BadgeContent.shape, summary: z.string(), holders: z.int().describe('How many people have it') })
  .meta({ id: 'AuthoredBadge' })
export type AuthoredBadge = z.infer<typeof AuthoredBadge>

/** Whom a rule would give its badge today. */
export const BadgePreview = z.object({ count: z.int(), people: z.array(Person).describe('The first ten') }).meta({ id: 'BadgePreview' })
export type BadgePreview = z.infer<typeof BadgePreview>

/** That somebody has a badge. */
export const BadgeAward = z
  .object({
    badgeId: z.int(),
    person: Person,
    earnedAt: z.iso.datetime(),
    awardedBy: z.string().nullable().describe('Who gave it by hand; null: its rule did'),
    reason: z.string().nullable().describe('Why it was given by hand'),
    certificateNo: z.string().nullable(),
  })
  .meta({ id: 'BadgeAward' })
export type BadgeAward = z.infer<typeof BadgeAward>

const params = z.object({ id: pathId })
const one = { access: 'issuer', params, returns: AuthoredBadge } as const

/** Badges, by those who write them and give them by hand. */
export const badgeAuthoring = {
  /** All badges in the order of the wall, whatever their state. */
  list: endpoint({
    method: 'GET',
    path: '/api/authoring/badges',
    access: 'issuer',
    summary: 'Badges as their authors see them',
    returns: z.object({ items: z.array(AuthoredBadge) }),
  }),
  /** The newest version of one, published or not. */
  get: endpoint({ ...one, method: 'GET', path: '/api/authoring/badges/:id', summary: 'One badge as its authors see it', problems: ['badge_not_found'] }),
  /** Nobody but authors sees it until it is published. Refused with every reason at once, each with its path. */
  create: endpoint({
    method: 'POST',
    path: '/api/authoring/badges',
    access: 'issuer',
    summary: 'Write a new badge',
    body: BadgeContent,
    returns: AuthoredBadge,
    status: [201],
  }),
  /** Learners go on seeing what was published until the change is published too. */
  update: endpoint({
    ...one,
    method: 'PUT',
    path: '/api/authoring/badges/:id',
    summary: 'Change a badge',
    body: BadgeContent.safeExtend(basedOn),
    problems: ['badge_not_found', 'stale_version'],
  }),
  /** Whoever has earned it already is given it in the background. Nobody loses what they have. */
  publish: endpoint({
    ...one,
    method: 'POST',
    path: '/api/authoring/badges/:id/publish',
    summary: 'Show the newest version of a badge to all',
    body: VersionBody,
    problems: ['badge_not_found', 'stale_version'],
  }),
  /** Nobody is given it any more; whoever has it keeps it. */
  retire: endpoint({
    ...one,
    method: 'POST',
    path: '/api/authoring/badges/:id/retire',
    summary: 'Give a badge to nobody any more',
    problems: ['badge_not_found'],
  }),
  /** Learners see the new order at once. */
  order: endpoint({
    method: 'PUT',
    path: '/api/authoring/badges/order',
    access: 'issuer',
    summary: 'Put badges in order',
    body: OrderBody,
    returns: z.object({ items: z.array(AuthoredBadge) }),
  }),
  /** Judged by what gives badges, over everybody; nothing is kept and nobody is given anything. */
  preview: endpoint({
    method: 'POST',
    path: '/api/authoring/badges/preview',
    access: 'issuer',
    summary: 'How many people would have a badge today',
    body: RuleOfCategory,
    returns: BadgePreview,
  }),
  /** Who has it, the newest first. */
  awards: endpoint({
    method: 'GET',
    path: '/api/authoring/badges/:id/awards',
    access: 'issuer',
    summary: 'Who has a badge',
    params,
    query: z.strictObject(pageQuery),
    returns: pageOf(BadgeAward),
    problems: ['badge_not_found'],
  }),
  /** A badge that is given by hand, once: whoever has it already keeps the one they have (200), and with it its reason. */
  award: endpoint({
    method: 'POST',
    path: '/api/authoring/badges/:id/awards',
    access: 'issuer',
    summary: 'Give somebody a badge by hand',
    params,
    body: z.strictObject({ employeeNo: EmployeeNo, reason: line(200) }),
    returns: BadgeAward,
    status: [201, 200],
    idempotent: true,
    problems: ['badge_not_found', 'badge_not_by_hand', 'not_published', 'person_not_found', 'person_inactive', 'idempotency_key_reused'],
  }),
}
