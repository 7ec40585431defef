import { z } from 'zod'
import { line } from '../text.ts'
import { CertificateTypeField } from '../certificates/certificate.ts'
import { orientations, placeholders } from './stage.ts'

/** Limits of what a template may contain; more is refused at save. So many characters of markup and style, elements, and elements inside each other. */
export const templateLimits = {
  html: 64_000,
  style: 32_000,
  nodes: 300,
  depth: 20,
  /** Places where a fact is filled in. */
  placeholders: 40,
  /** Characters of the template's own text; a usual design has some 200. */
  text: 2_000,
  /** Characters of all text with every fact filled in: at its longest when the template is saved, as it is when a certificate is drawn. */
  filled: 6_000,
  /** Characters of a picture; the built-in designs need 250,000, with the longest facts 850,000. */
  picture: 2_000_000,
  /** How long drawing may take. */
  compileMs: 3_000,
} as const

const fields = {
  name: line(100),
  type: CertificateTypeField,
  backgroundUrl: z.enum(['builtin:course', 'builtin:exam', 'builtin:achievement']).nullable().describe('A built-in artwork; null: none'),
  templateHtml: z.string().max(templateLimits.html),
  templateStyle: z.string().max(templateLimits.style),
  isActive: z.boolean(),
  sortOrder: z.int().min(0).max(9999),
  orientation: z.enum(orientations),
  validityMonths: z.int().min(1).max(600).nullable().describe('How long a certificate lasts; null: without an end'),
}

/** A template in its newest version. Certificates keep the version they were issued with. */
export const Template = z
  .object({ id: z.int(), ...fields, version: z.int(), issuedCount: z.int(), createdAt: z.iso.datetime(), updatedAt: z.iso.datetime() })
  .meta({ id: 'Template' })
export type Template = z.infer<typeof Template>

/** What is sent to create or change one. */
export const TemplateDraft = z
  .strictObject({
    ...fields,
    backgroundUrl: fields.backgroundUrl.default(null),
    isActive: fields.isActive.default(true),
    sortOrder: fields.sortOrder.default(0),
    validityMonths: fields.validityMonths.default(null),
  })
  .meta({ id: 'TemplateDraft' })
export type TemplateDraft = z.infer<typeof TemplateDraft>

/** Sample data for looking at a template; what is left out is filled in. */
export const TemplatePreview = z.strictObject({
  type: fields.type,
  backgroundUrl: fields.backgroundUrl.default(null),
  templateHtml: fields.templateHtml,
  templateStyle: fields.templateStyle,
  orientation: fields.orientation,
  sample: z.partialRecord(z.enum(placeholders), z.string().max(500)).default({}),
})
