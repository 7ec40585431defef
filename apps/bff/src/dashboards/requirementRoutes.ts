import type { requirements } from '@wallet/shared/dashboards/contract'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/mount.ts'
import { readAims } from './aimsStore.ts'
import { addRequirement, orderRequirements, removeRequirement, setAims, showRequirements } from './requirements.ts'

export const requirementRoutes = (deps: Deps): Handlers<typeof requirements> => ({
  list: () => showRequirements(deps.db),
  add: ({ me, body }) => addRequirement(deps, me, body),
  remove: ({ me, params }) => removeRequirement(deps, me, params.id),
  order: ({ me, body }) => orderRequirements(deps, me, body.ids),
  aims: () => readAims(deps.db),
  setAims: ({ me, body }) => setAims(deps, me, body),
})
