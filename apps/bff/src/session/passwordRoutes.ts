import type { passwords } from '@wallet/shared/session/password'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/mount.ts'
import { changeOwn, checkLink, makeLink, setByLink } from './passwords.ts'

export const passwordRoutes = (deps: Deps): Handlers<typeof passwords> => ({
  makeLink: ({ me, params }) => makeLink(deps, me, params.employeeNo),
  checkLink: ({ body, request }) => checkLink(deps, body.token, request.ip ?? ''),
  set: async ({ body, request }) => {
    await setByLink(deps, body.token, body.password, request.ip ?? '')
    return undefined
  },
  change: async ({ me, body }) => {
    await changeOwn(deps, me, body)
    return undefined
  },
})
