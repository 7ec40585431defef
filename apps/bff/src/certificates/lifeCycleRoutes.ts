import type { lifeCycle } from '@wallet/shared/certificates/lifeCycle'
import type { Deps } from '../deps.ts'
import { pictureHeaders } from '../http/headers.ts'
import { Answer, type Handlers } from '../http/mount.ts'
import { changeStatus } from './changeStatus.ts'
import { previewCorrection, reissueCertificate } from './reissue.ts'
import { renewCertificate } from './renew.ts'
import { numberIn } from './routes.ts'
import { certificateOf, type CertificateRow } from './row.ts'
import type { Succeeded } from './succeed.ts'

export const lifeCycleRoutes = (deps: Deps): Handlers<typeof lifeCycle> => {
  const shown = (row: CertificateRow) => certificateOf(row, deps.clock.now(), deps.config.publicOrigin)
  const succeeded = ({ certificate, isNew }: Succeeded) => new Answer(isNew ? 201 : 200, shown(certificate))
  return {
    suspend: async ({ params, body, me, idempotencyKey }) =>
      shown(await changeStatus(deps, { certificateNo: numberIn(params), deed: 'suspend', by: me.userId, reason: body.reason, idempotencyKey })),
    restore: async ({ params, me, idempotencyKey }) =>
      shown(await changeStatus(deps, { certificateNo: numberIn(params), deed: 'restore', by: me.userId, reason: null, idempotencyKey })),
    renew: async ({ params, body, me, idempotencyKey }) =>
      succeeded(await renewCertificate(deps, { certificateNo: numberIn(params), renewal: body, by: me.userId, idempotencyKey })),
    reissue: async ({ params, body, me, idempotencyKey }) =>
      succeeded(await reissueCertificate(deps, { certificateNo: numberIn(params), correction: body, by: me.userId, idempotencyKey })),
    previewReissue: async ({ params, body, me }) => ({
      bytes: await previewCorrection(deps, { certificateNo: numberIn(params), correction: body, by: me.userId }),
      headers: { ...pictureHeaders, 'cache-control': 'no-store' },
    }),
  }
}
