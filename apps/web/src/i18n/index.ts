import type { Locale } from '@wallet/shared/session/session'
import { createI18n, useI18n } from 'vue-i18n'
import type { Shape, WordKey } from './words.ts'

export type { Locale, Shape, WordKey }
/** What fills a sentence's placeholders; `n` also chooses singular or plural. */
export type Fill = Readonly<Record<string, string | number>>
export type Say = (key: WordKey, fill?: Fill) => string

const languages = { 'zh-CN': async () => (await import('./zh-CN.ts')).zhCN as Shape, en: async (): Promise<Shape> => (await import('./en.ts')).en }
export const localeNames: Readonly<Record<Locale, string>> = { 'zh-CN': '简体中文', en: 'English' }
export const isLocale = (text: unknown): text is Locale => typeof text === 'string' && Object.hasOwn(languages, text)

/** The words of one language, fetched when first needed. */
export const loadWords = (locale: Locale): Promise<Shape> => languages[locale]()

/** The plugin that gives an application its words; more languages are added when someone switches. */
export const createWords = (locale: Locale, words: Shape) => createI18n({ legacy: false, locale, fallbackLocale: false, messages: { [locale]: words }, warnHtmlMessage: false })

/** `t('wallet.count', { n: 5 })`, and the language it speaks. */
export const useWords = () => {
  const composer = useI18n({ useScope: 'global' })
  const t: Say = (key, fill = {}) => (typeof fill['n'] === 'number' ? composer.t(key, fill, fill['n']) : composer.t(key, fill))
  const speak = async (locale: Locale) => {
    composer.setLocaleMessage(locale, await loadWords(locale))
    composer.locale.value = locale
  }
  return { t, speak, locale: composer.locale as Readonly<{ value: Locale }> }
}
