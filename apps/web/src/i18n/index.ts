import type { Locale } from '@wallet/shared/session/session'
import { inject, readonly, ref, shallowRef, type App, type InjectionKey, type Ref } from 'vue'
import { sentence, type Fill } from './sentence.ts'
import type { Shape, WordKey } from './words.ts'

export type { Fill, Locale, Shape, WordKey }
export type Say = (key: WordKey, fill?: Fill) => string
export interface Words {
  /** `t('wallet.count', { n: 5 })`: a key that no language has does not compile. */
  readonly t: Say
  readonly locale: Readonly<Ref<Locale>>
  /** Fetches the words of a part that has its own; they are there from then on, in whatever language is spoken. */
  readonly enter: (part: Part) => Promise<void>
  /** Speaks another language from now on. */
  readonly speak: (locale: Locale) => Promise<void>
}

interface Tree {
  readonly [key: string]: string | Tree
}
const languages: Readonly<Record<Locale, () => Promise<Shape>>> = {
  'zh-CN': async () => (await import('./zh-CN.ts')).zhCN,
  en: async () => (await import('./en.ts')).en,
}
/** Parts whose words are fetched when somebody first goes there. */
const parts = {
  anonymising: {
    'zh-CN': async () => (await import('./anonymising.zh-CN.ts')).anonymisingZhCN,
    en: async () => (await import('./anonymising.en.ts')).anonymisingEn,
  },
  audit: { 'zh-CN': async () => (await import('./audit.zh-CN.ts')).auditZhCN, en: async () => (await import('./audit.en.ts')).auditEn },
  authoring: { 'zh-CN': async () => (await import('./authoring.zh-CN.ts')).authoringZhCN, en: async () => (await import('./authoring.en.ts')).authoringEn },
  dashboards: {
    'zh-CN': async () => (await import('./dashboards.zh-CN.ts')).dashboardsZhCN,
    en: async () => (await import('./dashboards.en.ts')).dashboardsEn,
  },
  growth: { 'zh-CN': async () => (await import('./growth.zh-CN.ts')).growthZhCN, en: async () => (await import('./growth.en.ts')).growthEn },
  issuing: { 'zh-CN': async () => (await import('./issuing.zh-CN.ts')).issuingZhCN, en: async () => (await import('./issuing.en.ts')).issuingEn },
  learning: { 'zh-CN': async () => (await import('./learning.zh-CN.ts')).learningZhCN, en: async () => (await import('./learning.en.ts')).learningEn },
  me: { 'zh-CN': async () => (await import('./me.zh-CN.ts')).meZhCN, en: async () => (await import('./me.en.ts')).meEn },
  notices: { 'zh-CN': async () => (await import('./notices.zh-CN.ts')).noticesZhCN, en: async () => (await import('./notices.en.ts')).noticesEn },
  organisation: {
    'zh-CN': async () => (await import('./organisation.zh-CN.ts')).organisationZhCN,
    en: async () => (await import('./organisation.en.ts')).organisationEn,
  },
  password: { 'zh-CN': async () => (await import('./password.zh-CN.ts')).passwordZhCN, en: async () => (await import('./password.en.ts')).passwordEn },
  requests: { 'zh-CN': async () => (await import('./requests.zh-CN.ts')).requestsZhCN, en: async () => (await import('./requests.en.ts')).requestsEn },
  scanning: { 'zh-CN': async () => (await import('./scanning.zh-CN.ts')).scanningZhCN, en: async () => (await import('./scanning.en.ts')).scanningEn },
  sharing: { 'zh-CN': async () => (await import('./sharing.zh-CN.ts')).sharingZhCN, en: async () => (await import('./sharing.en.ts')).sharingEn },
  signOn: { 'zh-CN': async () => (await import('./signOn.zh-CN.ts')).signOnZhCN, en: async () => (await import('./signOn.en.ts')).signOnEn },
  templates: {
    'zh-CN': async () => (await import('./templates.zh-CN.ts')).templatesZhCN,
    en: async () => (await import('./templates.en.ts')).templatesEn,
  },
  webhooks: { 'zh-CN': async () => (await import('./webhooks.zh-CN.ts')).webhooksZhCN, en: async () => (await import('./webhooks.en.ts')).webhooksEn },
} satisfies Record<string, Readonly<Record<Locale, () => Promise<Tree>>>>
export type Part = keyof typeof parts
export const localeNames: Readonly<Record<Locale, string>> = { 'zh-CN': '简体中文', en: 'English' }
export const isLocale = (text: unknown): text is Locale => typeof text === 'string' && Object.hasOwn(languages, text)

/** The words of one language, fetched when first needed. */
export const loadWords = (locale: Locale): Promise<Shape> => languages[locale]()

const find = (words: Tree, key: string): string => {
  const found = key.split('.').reduce<string | Tree | undefined>((at, name) => (typeof at === 'object' ? at[name] : undefined), words)
  return typeof found === 'string' ? found : key
}

/** Both; words for problems come from several. */
const together = (some: Tree, others: Tree): Tree => {
  const [one, other] = [some['problem'], others['problem']]
  return { ...some, ...others, ...(typeof one === 'object' && { problem: { ...one, ...(typeof other === 'object' && other) } }) }
}

const wordsKey: InjectionKey<Words> = Symbol('words')

/** The plugin that gives an application its words. */
export const createWords = (first: Locale, itsWords: Shape) => {
  const locale = ref(first)
  const spoken = shallowRef<Tree>(itsWords)
  const entered = new Map<Part, Promise<void>>()
  const fetchPart = async (part: Part) => {
    // What others bring meanwhile stays.
    const itsOwn = await parts[part][locale.value]()
    spoken.value = together(spoken.value, itsOwn)
  }
  const words: Words = {
    t: (key, fill) => sentence(find(spoken.value, key), fill),
    locale: readonly(locale),
    enter: async part => {
      const fetched = entered.get(part) ?? fetchPart(part)
      entered.set(part, fetched)
      fetched.catch(() => entered.delete(part))
      await fetched
    },
    speak: async to => {
      const [all, ...late] = await Promise.all([loadWords(to), ...[...entered.keys()].map(part => parts[part][to]())])
      spoken.value = late.reduce(together, all)
      locale.value = to
    },
  }
  return { install: (app: App) => void app.provide(wordsKey, words) }
}

export const useWords = (): Words => {
  const words = inject(wordsKey)
  if (!words) throw new Error('this application was given no words')
  return words
}
