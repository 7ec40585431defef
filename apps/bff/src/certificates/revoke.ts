import type { Deps } from '../deps.ts'
import { changeStatus } from './changeStatus.ts'
import type { CertificateRow } from './row.ts'

/** Takes a certificate back for good. From the answer on, nobody is told that it is valid. */
export const revokeCertificate = (
  deps: Deps,
  certificateNo: string,
  reason: string,
  by: number,
  idempotencyKey: string | null = null,
): Promise<CertificateRow> => changeStatus(deps, { certificateNo, deed: 'revoke', by, reason, idempotencyKey })
