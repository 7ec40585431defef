import { onScopeDispose, ref, type Ref } from 'vue'

/** Whether there is a desk's room: heat instead of bars, a drawer instead of a sheet. */
export const useDesk = (): Readonly<Ref<boolean>> => {
  const query = matchMedia('(min-width: 768px)')
  const isDesk = ref(query.matches)
  const look = () => void (isDesk.value = query.matches)
  query.addEventListener('change', look)
  onScopeDispose(() => query.removeEventListener('change', look))
  return isDesk
}
