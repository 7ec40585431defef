import type { Certificate } from '@wallet/shared/certificates/certificate'
import { computed, onScopeDispose, ref, watch } from 'vue'
import { pictureUrl, thumbUrl } from './copyUrls.ts'
import { keptPicture } from './keptPictures.ts'

/** A picture is made when it is first wanted; where many are wanted at once, it comes a little later. Milliseconds. */
const pauses = [2_000, 6_000, 15_000]

/** Where a certificate's picture comes from: the server, and where that fails the copy kept on this device. `isThumb`: small, for lists. */
export const usePicture = (certificate: () => Certificate, isThumb: () => boolean) => {
  const url = computed(() => (isThumb() ? thumbUrl(certificate()) : pictureUrl(certificate())))
  const copy = ref('')
  const isMissing = ref(false)
  const letGo = () => {
    if (copy.value) URL.revokeObjectURL(copy.value)
    copy.value = ''
  }
  /** Asked for again, under another fragment, which stays on this side of the wire. */
  const tries = ref(0)
  let timer: ReturnType<typeof setTimeout> | undefined
  const fall = async () => {
    const asked = url.value
    const kept = copy.value ? null : await keptPicture(asked)
    if (asked !== url.value) return
    if (kept) return void (copy.value = URL.createObjectURL(kept))
    isMissing.value = true
    if (tries.value < pauses.length) timer = setTimeout(() => (tries.value += 1), pauses[tries.value])
  }
  const begin = () => {
    letGo()
    clearTimeout(timer)
    tries.value = 0
    isMissing.value = false
  }
  watch(url, begin)
  onScopeDispose(begin)
  return {
    source: computed(() => copy.value || (tries.value > 0 ? `${url.value}#${tries.value}` : url.value)),
    isMissing,
    fall,
    /** It is there after all. */
    arrive: () => void (isMissing.value = false),
  }
}
