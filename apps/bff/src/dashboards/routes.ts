import type { dashboards } from '@wallet/shared/dashboards/contract'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/mount.ts'
import { feedRoutes } from './feedRoutes.ts'
import { overviewRoutes } from './overviewRoutes.ts'
import { peopleRoutes } from './peopleRoutes.ts'

export const dashboardRoutes = (deps: Deps): Handlers<typeof dashboards> => ({ ...overviewRoutes(deps), ...peopleRoutes(deps), ...feedRoutes(deps) })
