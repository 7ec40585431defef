import type { requests } from '@wallet/shared/certificates/requests'
import { mayCall } from '@wallet/shared/people/role'
import { fail } from '@wallet/shared/problem'
import type { Deps } from '../deps.ts'
import { Answer, type Handlers } from '../http/mount.ts'
import { askForName } from './ask.ts'
import { approveRequest, refuseRequest, withdrawRequest } from './decide.ts'
import { countOpen, listRequests, requestFor, requestsOf } from './requestStore.ts'
import { numberIn } from './routes.ts'
import { certificateOf } from './row.ts'
import { findReadable } from './store.ts'

export const requestRoutes = (deps: Deps): Handlers<typeof requests> => {
  const { db, clock, config } = deps
  return {
    correctName: async ({ params, body, me }) => {
      const certificate = await findReadable(db, numberIn(params), me)
      if (certificate?.userId !== me.userId) return fail('certificate_not_found')
      return new Answer(201, requestFor(me)(await askForName(deps, certificate, body)))
    },
    ofCertificate: async ({ params, me }) => {
      const certificate = (await findReadable(db, numberIn(params), me)) ?? fail('certificate_not_found')
      const seesAll = mayCall(me.role, 'issuer')
      if (!seesAll && certificate.userId !== me.userId) fail('forbidden')
      return { items: (await requestsOf(db, certificate.id, seesAll ? null : 'nameCorrection')).map(requestFor(me)) }
    },
    list: async ({ query, me }) => ({ ...(await listRequests(db, query, me)), open: await countOpen(db), revocationTakesTwo: config.revokeApproval }),
    approve: async ({ params, body, me }) => {
      const certificate = await approveRequest(deps, params.id, { by: me.userId, correctsPerson: body.correctsPerson ?? false })
      return certificateOf(certificate, clock.now(), config.publicOrigin)
    },
    refuse: async ({ params, body, me }) => requestFor(me)(await refuseRequest(deps, params.id, { by: me.userId, reply: body.reason })),
    withdraw: async ({ params, me }) => requestFor(me)(await withdrawRequest(deps, params.id, me.userId)),
  }
}
