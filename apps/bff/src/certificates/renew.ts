import type { Renewal } from '@wallet/shared/certificates/lifeCycle'
import { renewedUntil } from '@wallet/shared/certificates/renewal'
import { fail } from '@wallet/shared/problem'
import type { Deps } from '../deps.ts'
import { findById } from '../people/store.ts'
import { usableTemplate } from '../templates/usable.ts'
import { endFrom } from './draft.ts'
import { keyFor } from './idempotency.ts'
import type { CertificateRow } from './row.ts'
import { succeed, type Succeeded } from './succeed.ts'
import { successorOf } from './successor.ts'

interface RenewalOrder {
  readonly certificateNo: string
  readonly renewal: Renewal
  readonly by: number
  readonly idempotencyKey: string | null
}

/** A renewal never ends earlier than what it renews. */
const endOf = ({ validUntil }: Renewal, before: CertificateRow, months: number | null, { clock, config }: Deps): Date | null => {
  const now = clock.now()
  const present = before.validUntil ?? now
  if (validUntil === undefined) return renewedUntil(now, present, months, config.zone)
  const end = validUntil === null ? null : endFrom(validUntil, config.zone)
  if (end && (end <= now || end < present))
    fail('invalid_request', { errors: [{ path: 'validUntil', message: 'has to lie in the future, and not before the present end' }] })
  return end
}

const draftRenewal = async (deps: Deps, before: CertificateRow, { renewal, by }: RenewalOrder) => {
  const person = (await findById(deps.db, before.userId)) ?? fail('internal')
  if (!person.isActive) fail('person_inactive')
  const { current } = await usableTemplate(deps.db, before.templateId)
  const changes = {
    ...{ holderName: person.fullName, unitName: person.unit.name, orgUnitId: person.unit.id, issuerName: deps.config.issuerName },
    ...{ type: current.type, templateVersionId: current.id, issuedBy: by },
    ...{ issuedAt: deps.clock.now(), validUntil: endOf(renewal, before, current.validityMonths, deps) },
  }
  return { after: successorOf(before, changes, deps), template: current }
}

/** Renews a certificate: the same for the same person, by the template and the names as they are now, for a new term. */
export const renewCertificate = (deps: Deps, order: RenewalOrder): Promise<Succeeded> => {
  const { certificateNo, renewal, by, idempotencyKey } = order
  return succeed(deps, {
    ...{ certificateNo, by, deed: 'renew', reason: null },
    key: keyFor(by, idempotencyKey, { renew: certificateNo, ...renewal }),
    draft: before => draftRenewal(deps, before, order),
    isAlready: async () => true,
  })
}
