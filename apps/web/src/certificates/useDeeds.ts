import type { Certificate } from '@wallet/shared/certificates/certificate'
import { possibleDeeds, refusalOf, type Deed } from '@wallet/shared/certificates/deeds'
import { serverNow } from '../api/clock.ts'
import { useZone } from '../ui/zone.ts'

/** What may be done to certificates now. */
export const useDeeds = () => {
  const zone = useZone()
  const factsOf = ({ status, validUntil, holderName }: Certificate) => ({ status, holderName, validUntil: validUntil === null ? null : new Date(validUntil) })
  const when = () => ({ now: serverNow(), zone: zone.value })
  return {
    possible: (certificate: Certificate) => possibleDeeds(factsOf(certificate), when()),
    refusal: (deed: Deed, certificate: Certificate) => refusalOf(deed, factsOf(certificate), when()),
  }
}
