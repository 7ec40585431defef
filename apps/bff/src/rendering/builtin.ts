import { readFileSync } from 'node:fs'
import type { CertificateType } from '@wallet/shared/certificates/certificate'
import type { Orientation } from '@wallet/shared/templates/stage'
import type { TemplateDraft } from '@wallet/shared/templates/template'

const read = (file: string) => readFileSync(new URL(`../../assets/designs/${file}`, import.meta.url), 'utf8')

const design = (
  type: CertificateType,
  name: string,
  { orientation, validityMonths, sortOrder }: { orientation: Orientation; validityMonths: number | null; sortOrder: number },
): TemplateDraft => ({
  name,
  type,
  backgroundUrl: `builtin:${type}`,
  templateHtml: read(`${type}.html`),
  templateStyle: read(`${type}.css`),
  isActive: true,
  sortOrder,
  orientation,
  validityMonths,
})

/** The three designs that every organisation starts with. */
export const builtinTemplates: readonly TemplateDraft[] = [
  design('course', '课程结业', { orientation: 'landscape', validityMonths: null, sortOrder: 1 }),
  design('exam', '考试合格', { orientation: 'landscape', validityMonths: 24, sortOrder: 2 }),
  design('achievement', '荣誉成就', { orientation: 'portrait', validityMonths: null, sortOrder: 3 }),
]

const backgrounds = new Map(['course', 'exam', 'achievement'].map(type => [`builtin:${type}`, read(`${type}-bg.svg`)]))
const logos = { course: read('logo-jade.svg'), exam: read('logo-ink.svg'), achievement: read('logo-gold.svg') }
const seals = { course: read('seal-course.svg'), exam: read('seal-exam.svg'), achievement: read('seal-achievement.svg') }

/** The artwork behind `builtin:course`, `builtin:exam` or `builtin:achievement`; null for anything else. */
export const artworkOf = (backgroundUrl: string | null): string | null => backgrounds.get(backgroundUrl ?? '') ?? null
export const logoOf = (type: CertificateType): string => logos[type]
export const sealOf = (type: CertificateType): string => seals[type]
