import type { pathAuthoring } from '@wallet/shared/growth/authoring'
import { fail } from '@wallet/shared/problem'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/mount.ts'
import { changePath, createPath, orderPaths, publish, retirePath } from './author.ts'
import { findAuthored, listAuthoredPaths, listThings } from './authorStore.ts'

export const pathAuthoringRoutes = (deps: Deps): Handlers<typeof pathAuthoring> => ({
  list: async () => ({ items: await listAuthoredPaths(deps.db) }),
  things: async () => ({ items: await listThings(deps.db) }),
  get: async ({ params }) => (await findAuthored(deps.db, params.id)) ?? fail('path_not_found'),
  create: ({ body, me }) => createPath(deps, body, me),
  update: ({ params, body, me }) => changePath(deps, params.id, body, me),
  publish: ({ params, body, me }) => publish(deps, params.id, body.version, me),
  retire: ({ params, me }) => retirePath(deps, params.id, me),
  order: async ({ body, me }) => ({ items: await orderPaths(deps, body.ids, me) }),
})
