import { useCopy } from '../ui/useCopy.ts'

/** Hands the address of this page on: by the phone's own sheet, else by copying it. */
export const useShareCourse = () => {
  const copy = useCopy()
  return async (title: string) => {
    const url = location.href
    if (!('share' in navigator)) return copy(url)
    try {
      await navigator.share({ title, url })
    } catch (thrown) {
      const hasChangedTheirMind = thrown instanceof DOMException && thrown.name === 'AbortError'
      if (!hasChangedTheirMind) await copy(url)
    }
  }
}
