import type { dashboards } from '@wallet/shared/dashboards/contract'
import { fail } from '@wallet/shared/problem'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/mount.ts'

export const overviewRoutes = (_deps: Deps): Pick<Handlers<typeof dashboards>, 'units' | 'enterprise' | 'unit' | 'team' | 'coverage' | 'coverageFile'> => ({
  units: () => fail('unavailable'),
  enterprise: () => fail('unavailable'),
  unit: () => fail('unavailable'),
  team: () => fail('unavailable'),
  coverage: () => fail('unavailable'),
  coverageFile: () => fail('unavailable'),
})
