import type { Certificate } from '@wallet/shared/certificates/certificate'
import { computed, onScopeDispose, ref, watch } from 'vue'
import { pictureUrl, thumbUrl } from './copyUrls.ts'
import { keptPicture } from './keptPictures.ts'

/** Where a certificate's picture comes from: the server, and where that fails the copy kept on this device. `isThumb`: small, for lists. */
export const usePicture = (certificate: () => Certificate, isThumb: () => boolean) => {
  const url = computed(() => (isThumb() ? thumbUrl(certificate()) : pictureUrl(certificate())))
  const copy = ref('')
  const isMissing = ref(false)
  const letGo = () => {
    if (copy.value) URL.revokeObjectURL(copy.value)
    copy.value = ''
  }
  const fall = async () => {
    const asked = url.value
    const kept = copy.value ? null : await keptPicture(asked)
    if (asked !== url.value) return
    if (kept) copy.value = URL.createObjectURL(kept)
    else isMissing.value = true
  }
  watch(url, () => {
    letGo()
    isMissing.value = false
  })
  onScopeDispose(letGo)
  return { source: computed(() => copy.value || url.value), isMissing, fall }
}
