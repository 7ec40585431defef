import { readonly, ref } from 'vue'
import type { WordKey } from '../i18n/index.ts'
import { chosenTheme, keepTheme, type Theme } from './settings.ts'

const theme = ref<Theme>(chosenTheme())
const words: Readonly<Record<Theme, WordKey>> = { system: 'me.themeSystem', light: 'me.themeLight', dark: 'me.themeDark' }

/** How the application looks on this device. */
export const useTheme = () => ({
  theme: readonly(theme),
  words,
  choose: (chosen: Theme) => {
    theme.value = chosen
    keepTheme(chosen)
  },
})
