import type { dashboards } from '@wallet/shared/dashboards/contract'
import { fail } from '@wallet/shared/problem'
import type { Request } from 'express'
import type { Deps } from '../deps.ts'
import type { Happening } from '../http/events.ts'
import type { Handlers } from '../http/mount.ts'
import { entryOf, type Names } from './feedStore.ts'
import { newsDesk, type Told } from './news.ts'
import { readPlace, writePlace } from './place.ts'
import { scopeFor } from './scope.ts'

async function* inNames(told: AsyncIterable<Told>, names: Names): AsyncGenerator<Happening> {
  for await (const { news, place } of told) yield { event: 'issued', id: writePlace(place), data: entryOf(news.row, names) }
}

export const feedRoutes = (deps: Deps): Pick<Handlers<typeof dashboards>, 'feed'> => {
  const follow = newsDesk(deps)
  /** Where the unit lay when a line was opened: the line of one that is moved ends, and goes on where it lies when the browser comes back. */
  const opened = new WeakMap<Request, string>()
  return {
    feed: async ({ me, params, query, request }) => {
      const scope = await scopeFor(deps.db, me, params.unitId)
      if ((opened.get(request) ?? scope.path) !== scope.path) fail('forbidden')
      opened.set(request, scope.path)
      const happenings = (signal: AbortSignal) => inNames(follow(scope, readPlace(request.get('last-event-id')), signal), query.names)
      return { happenings, ...(deps.pace && { recheckMs: deps.pace.recheckMs }) }
    },
  }
}
