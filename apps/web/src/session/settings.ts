import { isLocale, type Locale } from '../i18n/index.ts'
import { keep, recall } from './memory.ts'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]
const isTheme = (value: unknown): value is Theme => themes.some(theme => theme === value)

/** The language that the address asks for, as links between our pages do; else the one chosen on this device, else the browser's. */
export const chosenLocale = (): Locale => {
  const asked = new URLSearchParams(location.search).get('lang')
  if (isLocale(asked)) return asked
  const kept = recall('locale')
  return isLocale(kept) ? kept : navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}
export const keepLocale = (locale: Locale) => keep('locale', locale)

export const chosenTheme = (): Theme => {
  const kept = recall('theme')
  return isTheme(kept) ? kept : 'system'
}

/** Light, dark, or as the phone has it; the browser's own bars follow. */
export const wearTheme = (theme: Theme) => {
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
  for (const bar of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const its = bar.dataset['theme'] ?? ''
    bar.media = theme === 'system' ? `(prefers-color-scheme: ${its})` : theme === its ? 'all' : 'not all'
  }
}
export const keepTheme = (theme: Theme) => {
  keep('theme', theme)
  wearTheme(theme)
}
