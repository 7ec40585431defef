import type { Certificate } from '@wallet/shared/certificates/certificate'
import { onScopeDispose, ref } from 'vue'
import { prepareFile } from '../api/api.ts'
import type { WordKey } from '../i18n/index.ts'
import { troubleOf } from '../ui/useLoad.ts'
import { archivedUrls } from './copyUrls.ts'

const archiveUrl = (certificateNos: readonly string[]) => `/api/certificates/archive.zip?numbers=${certificateNos.join(',')}`

/** Has the files of certificates made one after the other, so that one sees how far it is; then the browser fetches the ZIP by itself. */
export const useTakeAway = () => {
  /** How many are ready, while it is going on; null otherwise. */
  const ready = ref<number | null>(null)
  const trouble = ref<WordKey | null>(null)
  let turn = 0
  const prepare = async (certificates: readonly Certificate[], isMine: () => boolean) => {
    for (const certificate of certificates) {
      for (const url of archivedUrls(certificate)) if (isMine()) await prepareFile(url)
      if (!isMine()) return
      ready.value = (ready.value ?? 0) + 1
    }
  }
  /** Answers whether the download has begun. */
  const begin = async (certificates: readonly Certificate[]): Promise<boolean> => {
    const mine = ++turn
    ready.value = 0
    trouble.value = null
    try {
      await prepare(certificates, () => mine === turn)
      if (mine !== turn) return false
      location.assign(archiveUrl(certificates.map(({ certificateNo }) => certificateNo)))
      return true
    } catch (thrown) {
      if (mine === turn) trouble.value = troubleOf(thrown).words
      return false
    } finally {
      if (mine === turn) ready.value = null
    }
  }
  const cancel = () => {
    turn++
    ready.value = null
  }
  onScopeDispose(cancel)
  return { ready, trouble, begin, cancel }
}
