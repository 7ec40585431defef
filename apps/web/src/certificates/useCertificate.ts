import type { Certificate, HistoryEntry } from '@wallet/shared/certificates/certificate'
import type { CertificateNo } from '@wallet/shared/certificates/certificateNo'
import { ref } from 'vue'
import { api, OfflineError, ProblemError } from '../api/api.ts'
import { useLoad } from '../ui/useLoad.ts'
import { keepPicture } from './keptPictures.ts'
import { keepStory, keptStory } from './keptStories.ts'
import { keptWallet, useWallet } from './wallet.ts'

export interface CertificateStory {
  readonly certificate: Certificate
  /** Null for those who may not read it, and without a network. */
  readonly history: readonly HistoryEntry[] | null
}

const historyOf = async (certificateNo: CertificateNo) => {
  try {
    return (await api.certificates.history({ params: { certificateNo } })).items
  } catch (thrown) {
    // A manager sees the certificate of one of theirs, but not what was done to it.
    if (thrown instanceof ProblemError || thrown instanceof OfflineError) return null
    throw thrown
  }
}

/** What is known of a certificate without a network: as it was when it was opened last, or when the wallet was. */
const known = (certificateNo: CertificateNo) => {
  const story = keptStory(certificateNo)
  const wallet = keptWallet()
  const listed = wallet?.items.find(item => item.certificateNo === certificateNo)
  if (wallet && listed && (!story || wallet.at > story.at)) return { at: wallet.at, certificate: listed, history: story?.history ?? null }
  return story
}

/** One certificate and what happened to it; without a network as it was seen last. */
export const useCertificate = (certificateNo: CertificateNo) => {
  const asOf = ref<string | null>(null)
  const fetchIt = async (): Promise<CertificateStory> => {
    try {
      const [certificate, history] = await Promise.all([api.certificates.get({ params: { certificateNo } }), historyOf(certificateNo)])
      asOf.value = null
      keepStory({ certificate, history })
      void keepPicture(certificate)
      return { certificate, history }
    } catch (thrown) {
      const kept = thrown instanceof OfflineError ? known(certificateNo) : null
      if (!kept) throw thrown
      asOf.value = kept.at
      return { certificate: kept.certificate, history: kept.history }
    }
  }
  const listed = useWallet().items.find(item => item.certificateNo === certificateNo)
  return { ...useLoad(fetchIt, listed ? { certificate: listed, history: null } : null), asOf }
}
