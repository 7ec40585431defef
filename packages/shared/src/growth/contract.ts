import { z } from 'zod'
import { endpoint } from '../contract/endpoint.ts'
import { pathId } from '../publication.ts'
import { Leaderboard } from './board.ts'
import { metrics, scopes } from './leaderboard.ts'
import { periodKinds } from './period.ts'
import { GrowthView } from './shownPath.ts'

/** How far one has come: the road along a growth path, and the leaderboard. */
export const growth = {
  /** My road along the path of my post, or along the one asked for. States are derived whenever it is looked at. */
  path: endpoint({
    method: 'GET',
    path: '/api/growth-path',
    access: 'signedIn',
    summary: 'My growth path',
    query: z.strictObject({ pathId: pathId.optional() }),
    returns: GrowthView,
    problems: ['path_not_found'],
  }),
  /**
   * Who is where, by points, minutes, certificates or badges: in this week, this month (`back` so many before it) or in all, in my unit with
   * all below it or in the enterprise. Periods that are over stay as they were at their end.
   */
  leaderboard: endpoint({
    method: 'GET',
    path: '/api/leaderboard',
    access: 'signedIn',
    summary: 'The leaderboard, with my row and my neighbours',
    query: z.strictObject({
      metric: z.enum(metrics).default('points'),
      period: z.enum(periodKinds).default('week'),
      scope: z.enum(scopes).default('team'),
      back: z.coerce.number().int().min(0).max(12).default(0).describe('How many periods before this one; of all there is none'),
    }),
    returns: Leaderboard,
  }),
}
