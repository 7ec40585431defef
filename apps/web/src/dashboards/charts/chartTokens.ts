import type { CertificateType } from '@wallet/shared/certificates/certificate'
import { mixed } from './mixed.ts'

type OfTypes = Readonly<Record<CertificateType, string>>
type Surface = 'page' | 'card'

interface Palette {
  readonly page: string
  readonly card: string
  readonly line: string
  readonly text: string
  readonly sub: string
  /** Only what the title names. */
  readonly accent: string
  /** Bars that are not the answer. */
  readonly mark: string
  /** Context: weekends, what is below the line. */
  readonly quiet: string
  /** Words and small marks of a type. */
  readonly type: OfTypes
  /** Areas of a type: the same hues, their lightness spread for colour-blind eyes. */
  readonly fill: OfTypes
  /** How much of its fill a past month keeps. */
  readonly past: number
  readonly covered: string
  readonly expiring: string
  readonly missing: string
  /** Coverage from low to high: calm, so that the gaps speak. Text stands on each. */
  readonly ramp: readonly [string, string, string, string, string]
}

const dark: Palette = {
  page: '#121417',
  card: '#1b1e23',
  line: '#2c3037',
  text: '#f1f2f4',
  sub: '#a9b0bb',
  accent: '#9db2ff',
  mark: '#7a8494',
  quiet: '#454c57',
  type: { course: '#5cd0b5', exam: '#ff9b8f', achievement: '#f0be62' },
  fill: { course: '#4fc2a8', exam: '#d4614f', achievement: '#f7dc9c' },
  past: 0.72,
  covered: '#7f98fa',
  expiring: '#f0be62',
  missing: '#9aa1ac',
  ramp: ['#22262e', '#272e42', '#2e3a5e', '#394b80', '#465da3'],
}
const light: Palette = {
  page: '#f6f5f2',
  card: '#ffffff',
  line: '#e4e1da',
  text: '#1c1f24',
  sub: '#5c636e',
  accent: '#2447c8',
  mark: '#7f8692',
  quiet: '#c9c7c0',
  type: { course: '#0b6e5b', exam: '#a3281c', achievement: '#8a5a00' },
  fill: { course: '#3ba38e', exam: '#a3281c', achievement: '#b97f00' },
  past: 0.66,
  covered: '#2447c8',
  expiring: '#915400',
  missing: '#6a6f78',
  ramp: ['#ffffff', '#f3f5fc', '#e3e9fb', '#cfd9f8', '#b5c5f4'],
}
export const palettes = { dark, light }
export type ChartTheme = keyof typeof palettes

/** The colours a chart may use, on the surface it stands on. All are solid: what is drawn on a tint can be measured. */
export interface ChartTokens extends Omit<Palette, 'page' | 'card' | 'past'> {
  readonly surface: string
  /** Every other row of a table, and what the pointer is on. */
  readonly stripe: string
  /** Fills of months that are over. */
  readonly past: OfTypes
}

/** A theme's colours on its page or on a card. */
export const chartTokens = (theme: ChartTheme, on: Surface): ChartTokens => {
  const { page, card, past, ...palette } = palettes[theme]
  const surface = on === 'page' ? page : card
  const pastOf = (type: CertificateType) => mixed(palette.fill[type], surface, past)
  return {
    ...palette,
    surface,
    stripe: mixed(palette.line, surface, 0.42),
    past: { course: pastOf('course'), exam: pastOf('exam'), achievement: pastOf('achievement') },
  }
}

const steps = [80, 85, 90, 95]
/** The colour of a coverage: the same five steps everywhere. */
export const rampColour = ({ ramp }: ChartTokens, percent: number): string => ramp[steps.filter(step => percent >= step).length] ?? ramp[0]
