import { computed } from 'vue'
import { useWords } from '../i18n/index.ts'
import { announce } from '../ui/announce.ts'
import { waysOut } from './ladder.ts'

/** How a picture can leave the product on this device. */
export const useLeave = (picture: () => { readonly blob: Blob; readonly fileName: string }) => {
  const { t } = useWords()
  const file = computed(() => new File([picture().blob], picture().fileName, { type: picture().blob.type }))
  const ways = computed(() =>
    waysOut({
      userAgent: navigator.userAgent,
      canShare: 'canShare' in navigator && navigator.canShare({ files: [file.value] }),
      hasTouch: matchMedia('(any-pointer: coarse)').matches,
    }),
  )
  const share = async () => {
    try {
      await navigator.share({ files: [file.value] })
    } catch (thrown) {
      // Who closes the share sheet has changed their mind, and nothing went wrong.
      if (!(thrown instanceof DOMException && thrown.name === 'AbortError')) announce(t('poster.shareFailed'))
    }
  }
  return { ways, share }
}
