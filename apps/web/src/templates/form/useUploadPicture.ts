import { mediaLimits } from '@wallet/shared/courses/mediaLimits'
import type { Asset } from '@wallet/shared/templates/asset'
import { onScopeDispose, readonly, ref } from 'vue'
import { OfflineError } from '../../api/api.ts'
import { uploadPicture } from '../../api/upload.ts'
import type { WordKey } from '../../i18n/index.ts'
import { troubleOf } from '../../ui/useLoad.ts'

/** Sends one picture at a time: how far it is, and why it was refused. */
export const useUploadPicture = () => {
  const percent = ref<number | null>(null)
  const refusal = ref<WordKey | null>(null)
  let under = new AbortController()
  const stop = () => under.abort()
  onScopeDispose(stop)

  /** The picture, once it is kept; null where it was refused or stopped. */
  const send = async (file: File): Promise<Asset | null> => {
    refusal.value = file.size > mediaLimits.picture ? 'templates.pictureTooLarge' : null
    if (refusal.value) return null
    const mine = (under = new AbortController())
    percent.value = 0
    try {
      return await uploadPicture(file, { signal: mine.signal, onProgress: now => (percent.value = now) })
    } catch (thrown) {
      if (thrown instanceof OfflineError && mine.signal.aborted) return null
      const { code, words } = troubleOf(thrown)
      refusal.value = code === 'offline' ? 'templates.pictureNotSent' : words
      return null
    } finally {
      percent.value = null
    }
  }
  return { percent: readonly(percent), refusal: readonly(refusal), send, stop }
}
