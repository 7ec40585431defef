import { z } from 'zod'
import { endpoint, eventsEndpoint, fileEndpoint } from '../contract/endpoint.ts'
import { pageQuery } from '../page.ts'
import { UnitRef } from '../people/person.ts'
import { pathId, rowId } from '../publication.ts'
import { plainText } from '../text.ts'
import { CoverageMatrix } from './coverage.ts'
import { FeedEntry } from './feed.ts'
import { CoverageAims } from './figures.ts'
import { Overview, TeamOverview } from './overview.ts'
import { PeopleBehind, PeopleFilter, PeopleQuery, ReminderOrder, ReminderResult } from './people.ts'
import { RequirementList, RequirementOrder } from './requirements.ts'
import { UnitFound } from './unitFound.ts'

const params = z.object({ unitId: pathId })
/** `masked`: names as a corridor may read them. */
const names = z.enum(['full', 'masked']).default('full')

/**
 * What managers see. A unit is always looked at with all below it; whoever manages none of the units above it is refused (403), whether it
 * exists or not. Issuers and admins see all.
 */
export const dashboards = {
  /** The units that I may look at, each with all below it: the enterprise alone for those who see all. Empty: I manage nothing yet. */
  units: endpoint({
    method: 'GET',
    path: '/api/dashboard/units',
    access: 'manager',
    summary: 'The units I may look at',
    returns: z.object({ units: z.array(UnitRef) }),
  }),
  /** Units by a part of their name, of all that I may look at, from the top down: fifty at most. */
  findUnits: endpoint({
    method: 'GET',
    path: '/api/dashboard/unit-search',
    access: 'manager',
    summary: 'Units I may look at, by name',
    query: z.strictObject({ q: plainText(100) }),
    returns: z.object({ items: z.array(UnitFound) }),
  }),
  /** Everything of the whole organisation. */
  enterprise: endpoint({
    method: 'GET',
    path: '/api/dashboard/enterprise',
    access: 'manager',
    summary: 'Figures of the whole organisation',
    returns: Overview,
    problems: ['forbidden'],
  }),
  /** Everything of one unit. */
  unit: endpoint({
    method: 'GET',
    path: '/api/dashboard/units/:unitId',
    access: 'manager',
    summary: 'Figures of a unit with all below it',
    params,
    returns: Overview,
    problems: ['forbidden'],
  }),
  /** Ranking, trend beside the enterprise, and who holds what. */
  team: endpoint({
    method: 'GET',
    path: '/api/dashboard/units/:unitId/team',
    access: 'manager',
    summary: 'The people of a unit: ranking, trend, and who holds what',
    params,
    query: z.strictObject({ names }),
    returns: TeamOverview,
    problems: ['forbidden'],
  }),
  /** People × required certificates, a page at a time. */
  coverage: endpoint({
    method: 'GET',
    path: '/api/dashboard/units/:unitId/coverage',
    access: 'manager',
    summary: 'Who holds what of all that is required',
    params,
    query: z.strictObject({ names, ...pageQuery }),
    returns: CoverageMatrix,
    problems: ['forbidden'],
  }),
  /** The same as CSV (UTF-8 with BOM), all of it. */
  coverageFile: fileEndpoint({
    method: 'GET',
    path: '/api/dashboard/units/:unitId/coverage.csv',
    access: 'manager',
    summary: 'Who holds what of all that is required (CSV)',
    params,
    contentType: 'text/csv; charset=utf-8',
    problems: ['forbidden'],
  }),
  /** The people behind a number. */
  people: endpoint({
    method: 'GET',
    path: '/api/dashboard/units/:unitId/people',
    access: 'manager',
    summary: 'The people behind a number',
    params,
    query: PeopleQuery,
    returns: PeopleBehind,
    problems: ['forbidden'],
  }),
  /** The same as CSV (UTF-8 with BOM), all of it. */
  peopleFile: fileEndpoint({
    method: 'GET',
    path: '/api/dashboard/units/:unitId/people.csv',
    access: 'manager',
    summary: 'The people behind a number (CSV)',
    params,
    query: PeopleFilter,
    contentType: 'text/csv; charset=utf-8',
    problems: ['forbidden'],
  }),
  /** Puts a notice to people of the unit about certificates that they miss or that end soon: once for each threshold. */
  remind: endpoint({
    method: 'POST',
    path: '/api/dashboard/units/:unitId/reminders',
    access: 'manager',
    summary: 'Remind people of certificates',
    params,
    body: ReminderOrder,
    returns: ReminderResult,
    problems: ['forbidden'],
  }),
  /** Certificates as they are issued in the unit, from now on or, with `Last-Event-ID`, from there on (the last twenty at most). */
  feed: eventsEndpoint({
    method: 'GET',
    path: '/api/dashboard/units/:unitId/feed',
    access: 'manager',
    summary: 'Certificates as they are issued',
    params,
    query: z.strictObject({ names: z.enum(['full', 'masked']).default('masked') }),
    events: { issued: FeedEntry },
    problems: ['forbidden'],
  }),
}

/** What has to be held, and how much of it an organisation wants to see held. */
export const requirements = {
  /** What is required of whom. */
  list: endpoint({
    method: 'GET',
    path: '/api/requirements',
    access: 'issuer',
    summary: 'What is required of whom',
    returns: RequirementList,
  }),
  /** Requires a certificate of a unit with all below it, or of a post there. Answers the list as it is then. */
  add: endpoint({
    method: 'POST',
    path: '/api/requirements',
    access: 'issuer',
    summary: 'Require a certificate',
    body: RequirementOrder,
    returns: RequirementList,
    status: [201],
    problems: ['template_not_found', 'unit_not_found', 'already_required'],
  }),
  /** Requires it no longer. Who has been reminded keeps the notice. */
  remove: endpoint({
    method: 'DELETE',
    path: '/api/requirements/:id',
    access: 'issuer',
    summary: 'Require a certificate no longer',
    params: z.object({ id: pathId }),
    returns: RequirementList,
    problems: ['requirement_not_found'],
  }),
  /** Puts all of them in an order: every id, each once. */
  order: endpoint({
    method: 'PUT',
    path: '/api/requirements/order',
    access: 'issuer',
    summary: 'Order what is required',
    body: z.strictObject({ ids: z.array(rowId).max(1000) }),
    returns: RequirementList,
    problems: ['requirement_not_found'],
  }),
  /** The goal and the floor of coverage. */
  aims: endpoint({ method: 'GET', path: '/api/requirements/aims', access: 'issuer', summary: 'Goal and floor of coverage', returns: CoverageAims }),
  /** Sets them. */
  setAims: endpoint({
    method: 'PUT',
    path: '/api/requirements/aims',
    access: 'issuer',
    summary: 'Set goal and floor of coverage',
    body: z.strictObject(CoverageAims.shape).refine(({ goal, floor }) => floor <= goal, { path: ['floor'], message: 'is above the goal' }),
    returns: CoverageAims,
  }),
}
