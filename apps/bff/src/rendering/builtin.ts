import { readFileSync } from 'node:fs'
import type { CertificateType } from '@wallet/shared/certificates/certificate'
import { colourNames, designs, orientationOf, ownColours, ownForms, type Colours, type Design } from '@wallet/shared/templates/designs'
import type { TemplateDraft } from '@wallet/shared/templates/template'
import { createRecent } from './recent.ts'
import { tint } from './tint.ts'

const read = (file: string) => readFileSync(new URL(`../../assets/designs/${file}`, import.meta.url), 'utf8')
const byDesign = <T>(make: (design: Design) => T) => Object.fromEntries(designs.map(design => [design, make(design)])) as Record<Design, T>

/** Markup and style of the built-in designs. */
export const designSources = byDesign(design => ({ html: read(`${design}.html`), style: read(`${design}.css`) }))

const template = (type: Design, name: string, { validityMonths, sortOrder }: { validityMonths: number | null; sortOrder: number }): TemplateDraft => ({
  name,
  type,
  backgroundUrl: `builtin:${type}`,
  logoUrl: `builtin:${type}`,
  sealUrl: `builtin:${type}`,
  templateHtml: designSources[type].html,
  templateStyle: designSources[type].style,
  isActive: true,
  sortOrder,
  orientation: orientationOf[type],
  validityMonths,
  numberPrefix: null,
  form: ownForms[type],
})

/** The three templates that every organisation starts with. */
export const builtinTemplates: readonly TemplateDraft[] = [
  template('course', '课程结业', { validityMonths: null, sortOrder: 1 }),
  template('exam', '考试合格', { validityMonths: 24, sortOrder: 2 }),
  template('achievement', '荣誉成就', { validityMonths: null, sortOrder: 3 }),
]

const logoFiles = { course: 'logo-jade.svg', exam: 'logo-ink.svg', achievement: 'logo-gold.svg' }
const pictures = {
  background: byDesign(design => read(`${design}-bg.svg`)),
  logo: byDesign(design => read(logoFiles[design])),
  seal: byDesign(design => read(`seal-${design}.svg`)),
}
/** Which of a design's colours are in it. */
const coloursIn = { background: ['primary', 'accent'], logo: ['primary'], seal: ['seal'] } as const
const tinted = createRecent<string>(60)

/** The name of a design's pictures in these colours. */
export const builtinName = (design: Design, colours: Colours): string =>
  colourNames.every(name => colours[name] === ownColours[design][name])
    ? `builtin:${design}`
    : `builtin:${design}:${colourNames.map(name => colours[name].slice(1)).join('-')}`

const named = (name: string | null): { design: Design; colours: Colours } | null => {
  const [place, word, hues] = (name ?? '').split(':')
  const design = place === 'builtin' ? designs.find(known => known === word) : undefined
  if (!design) return null
  const [primary, accent, seal] = hues?.split('-') ?? []
  return { design, colours: primary && accent && seal ? { primary: `#${primary}`, accent: `#${accent}`, seal: `#${seal}` } : ownColours[design] }
}

const pictureOf = (kind: keyof typeof pictures, name: string | null): string | null => {
  const found = named(name)
  if (!found) return null
  const key = `${kind} ${name}`
  return tinted.get(key) ?? tinted.keep(key, tint(pictures[kind][found.design], found, coloursIn[kind]))
}

/** The artwork behind `builtin:<design>`, in other colours where it says so; null for anything else. */
export const artworkOf = (backgroundUrl: string | null): string | null => pictureOf('background', backgroundUrl)
export const logoOf = (type: CertificateType, name: string | null = null): string => pictureOf('logo', name) ?? pictures.logo[type]
export const sealOf = (type: CertificateType, name: string | null = null): string => pictureOf('seal', name) ?? pictures.seal[type]
