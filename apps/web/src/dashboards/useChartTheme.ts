import { computed, onScopeDispose, ref, type ComputedRef } from 'vue'
import { useTheme } from '../session/useTheme.ts'
import type { ChartTheme } from './charts/chartTokens.ts'

/** The theme that is worn: the one chosen, else the phone's. */
export const useChartTheme = (): ComputedRef<ChartTheme> => {
  const { theme } = useTheme()
  const phone = matchMedia('(prefers-color-scheme: dark)')
  const isDark = ref(phone.matches)
  const look = () => void (isDark.value = phone.matches)
  phone.addEventListener('change', look)
  onScopeDispose(() => phone.removeEventListener('change', look))
  return computed(() => (theme.value === 'system' ? (isDark.value ? 'dark' : 'light') : theme.value))
}
