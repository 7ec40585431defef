import type { badges } from '@wallet/shared/badges/contract'
import { badgeCategories } from '@wallet/shared/badges/category'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/mount.ts'
import type { Awarded } from './award.ts'
import { checkBadges } from './check.ts'
import { earnedOf, forgetVerdicts } from './earned.ts'
import { badgeWall } from './wall.ts'

export const badgeRoutes = (deps: Deps): Handlers<typeof badges> => ({
  list: ({ me }) => badgeWall(deps, me.userId),
  check: async ({ query, me }) => {
    const awarded: Awarded[] = []
    for (const category of query.category ? [query.category] : badgeCategories) awarded.push(...(await checkBadges(deps, me, category)))
    const brought = { certificate: null, badges: awarded }
    forgetVerdicts(deps, brought)
    return earnedOf(deps, brought)
  },
})
