import type { anonymising } from '@wallet/shared/organisation/anonymising'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/mount.ts'
import { anonymisePerson, previewAnonymising } from './anonymise.ts'

export const anonymiseRoutes = (deps: Deps): Handlers<typeof anonymising> => ({
  preview: ({ params, me }) => previewAnonymising(deps, params.employeeNo, me.userId),
  anonymise: ({ params, body, me }) => anonymisePerson(deps, { ...body, employeeNo: params.employeeNo, by: me.userId }),
})
