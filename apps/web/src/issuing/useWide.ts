import { onScopeDispose, ref } from 'vue'

/** Whether there is room for two columns: the issuer's desk. */
export const useWide = () => {
  const query = matchMedia('(min-width: 900px)')
  const isWide = ref(query.matches)
  const look = () => void (isWide.value = query.matches)
  query.addEventListener('change', look)
  onScopeDispose(() => query.removeEventListener('change', look))
  return isWide
}
