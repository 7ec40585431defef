import type { badgeAuthoring } from '@wallet/shared/badges/authoring'
import { fail } from '@wallet/shared/problem'
import type { Deps } from '../deps.ts'
import { Answer, type Handlers } from '../http/mount.ts'
import { changeBadge, createBadge, orderBadges, publish, retireBadge } from './author.ts'
import { findAuthored, listAuthoredBadges } from './authorStore.ts'
import { giveByHand } from './gift.ts'
import { listAwards } from './giftStore.ts'
import { previewRule } from './preview.ts'

export const badgeAuthoringRoutes = (deps: Deps): Handlers<typeof badgeAuthoring> => {
  const find = async (id: number) => (await findAuthored(deps.db, id)) ?? fail('badge_not_found')
  return {
    list: async () => ({ items: await listAuthoredBadges(deps.db) }),
    get: ({ params }) => find(params.id),
    create: ({ body, me }) => createBadge(deps, body, me),
    update: ({ params, body, me }) => changeBadge(deps, params.id, body, me),
    publish: ({ params, body, me }) => publish(deps, params.id, body.version, me),
    retire: ({ params, me }) => retireBadge(deps, params.id, me),
    order: async ({ body, me }) => ({ items: await orderBadges(deps, body.ids, me) }),
    preview: ({ body }) => previewRule(deps, body),
    awards: async ({ params, query }) => listAwards(deps.db, (await find(params.id)).id, query),
    award: async ({ params, body, me, idempotencyKey }) => {
      const { award, isNew } = await giveByHand(deps, { badgeId: params.id, ...body }, me, idempotencyKey)
      return new Answer(isNew ? 201 : 200, award)
    },
  }
}
