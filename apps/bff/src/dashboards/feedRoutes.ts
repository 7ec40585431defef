import type { dashboards } from '@wallet/shared/dashboards/contract'
import { fail } from '@wallet/shared/problem'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/mount.ts'

export const feedRoutes = (_deps: Deps): Pick<Handlers<typeof dashboards>, 'feed'> => ({
  feed: () => fail('unavailable'),
})
