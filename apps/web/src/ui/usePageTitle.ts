import { inject, onMounted, watchEffect, type ShallowRef } from 'vue'
import { useWords } from '../i18n/index.ts'
import { navigationKey } from './navigation.ts'

/** Says where one is: the window's title at once, and after a move the focus on the page's heading, which is read aloud. */
export const usePageTitle = (title: () => string, heading: Readonly<ShallowRef<HTMLElement | null>>) => {
  const { t } = useWords()
  const navigation = inject(navigationKey, null)
  watchEffect(() => void (document.title = `${title()} · ${t('product')}`))
  onMounted(() => {
    if (navigation?.hasMoved()) heading.value?.focus({ preventScroll: true })
  })
}
