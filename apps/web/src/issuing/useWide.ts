import { onScopeDispose, ref } from 'vue'

/** Whether there is room for two columns, or for so many pixels side by side: the issuer's desk. */
export const useWide = (pixels = 900) => {
  const query = matchMedia(`(min-width: ${pixels}px)`)
  const isWide = ref(query.matches)
  const look = () => void (isWide.value = query.matches)
  query.addEventListener('change', look)
  onScopeDispose(() => query.removeEventListener('change', look))
  return isWide
}
