import type { dashboards } from '@wallet/shared/dashboards/contract'
import { fail } from '@wallet/shared/problem'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/mount.ts'

export const peopleRoutes = (_deps: Deps): Pick<Handlers<typeof dashboards>, 'people' | 'peopleFile' | 'remind'> => ({
  people: () => fail('unavailable'),
  peopleFile: () => fail('unavailable'),
  remind: () => fail('unavailable'),
})
