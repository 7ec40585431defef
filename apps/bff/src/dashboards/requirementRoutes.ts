import type { requirements } from '@wallet/shared/dashboards/contract'
import { fail } from '@wallet/shared/problem'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/mount.ts'

export const requirementRoutes = (_deps: Deps): Handlers<typeof requirements> => ({
  list: () => fail('unavailable'),
  add: () => fail('unavailable'),
  remove: () => fail('unavailable'),
  order: () => fail('unavailable'),
  aims: () => fail('unavailable'),
  setAims: () => fail('unavailable'),
})
