import { onScopeDispose, readonly, ref } from 'vue'
import { OfflineError } from '../../api/api.ts'
import { upload } from '../../api/upload.ts'
import { useWords } from '../../i18n/index.ts'
import { announce } from '../../ui/announce.ts'
import { troubleOf } from '../../ui/useLoad.ts'

/** Sends one file at a time: how far it is, why it was refused, and what it is called. */
export const useUpload = () => {
  const { t } = useWords()
  const percent = ref<number | null>(null)
  const refusal = ref<string | undefined>()
  const name = ref<string | null>(null)
  let under = new AbortController()
  const stop = () => under.abort()
  onScopeDispose(stop)

  /** The address of the file, once it is kept; null where it was refused or stopped. */
  const send = async (file: File, limit: number): Promise<string | null> => {
    refusal.value = file.size > limit ? t('courseEditor.fileTooLarge') : undefined
    if (refusal.value !== undefined) return null
    under = new AbortController()
    percent.value = 0
    try {
      const kept = await upload(file, { signal: under.signal, onProgress: now => (percent.value = now) })
      name.value = kept.name
      announce(t('courseEditor.fileSent', { name: kept.name }))
      return kept.url
    } catch (thrown) {
      if (!(thrown instanceof OfflineError && under.signal.aborted)) refusal.value = t(troubleOf(thrown).words)
      return null
    } finally {
      percent.value = null
    }
  }
  return { percent: readonly(percent), refusal: readonly(refusal), name: readonly(name), send, stop }
}
