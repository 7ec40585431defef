import type { growth } from '@wallet/shared/growth/contract'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/mount.ts'
import { leaderboardFor } from './leaderboard.ts'
import { growthView } from './road.ts'
import { standingsOf } from './standings.ts'

export const growthRoutes = (deps: Deps): Handlers<typeof growth> => {
  const standings = standingsOf(deps)
  return {
    path: ({ query, me }) => growthView(deps, me.userId, query.pathId),
    leaderboard: ({ query, me }) => leaderboardFor(deps, standings, me, query),
  }
}
