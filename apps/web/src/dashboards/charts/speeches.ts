import type { Say } from '../../i18n/index.ts'
import { dashboardsEn } from '../../i18n/dashboards.en.ts'
import { dashboardsZhCN } from '../../i18n/dashboards.zh-CN.ts'
import { sentence } from '../../i18n/sentence.ts'
import type { Context, Speech } from './chart.ts'
import { chartTokens, type ChartTheme } from './chartTokens.ts'

const speak =
  (words: object): Say =>
  (key, fill) =>
    sentence(String(key.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], words)), fill)

/** Both languages, as tests hear them. */
export const inChinese: Speech = { say: speak(dashboardsZhCN), locale: 'zh-CN' }
export const inEnglish: Speech = { say: speak(dashboardsEn), locale: 'en' }
export const speeches = [inChinese, inEnglish] as const

interface Surroundings {
  readonly theme?: ChartTheme
  readonly u?: number
  readonly width?: number
  readonly height?: number
}
/** A box on a wall of 1080 lines, or another. */
export const contextOf = (speech: Speech, { theme = 'dark', u = 1, width = 442, height = 240 }: Surroundings = {}): Context => ({
  ...speech,
  tokens: chartTokens(theme, 'card'),
  u,
  width,
  height,
  isPointedAt: true,
})
