import { z } from 'zod'
import { CertificateTypeField } from '../certificates/certificate.ts'
import { prefixPattern } from '../certificates/certificateNo.ts'
import { line } from '../text.ts'
import { PictureName } from './asset.ts'
import { TemplateForm } from './form.ts'
import { orientations, placeholders, sampleNames } from './stage.ts'
import { writtenAs } from './slip.ts'
import { sourceLimits } from './vocabulary.ts'

/** Limits of what a template may contain; more is refused at save. So many characters of markup and style, elements, and elements inside each other. */
export const templateLimits = {
  ...sourceLimits,
  nodes: 300,
  depth: 20,
  /** Places where a fact is filled in. */
  placeholders: 40,
  /** Characters of the template's own text; a usual design has some 200. */
  text: 2_000,
  /** Characters of all text with every fact filled in: at its longest when the template is saved, as it is when a certificate is drawn. */
  filled: 6_000,
  /** Characters of a picture without what was uploaded for it; the built-in designs need 250,000, with the longest facts 850,000. */
  picture: 2_000_000,
  /** Characters of what was uploaded for it, as often as it is shown: some four photographs. */
  uploaded: 8_000_000,
  /** How long drawing may take. */
  compileMs: 3_000,
} as const

/** What a template is drawn from. */
const looks = {
  type: CertificateTypeField,
  backgroundUrl: PictureName.nullable().describe('What `{{background}}` shows; null: nothing'),
  logoUrl: PictureName.nullable().describe('What `{{logo}}` shows; null: the built-in one of the type'),
  sealUrl: PictureName.nullable().describe('What `{{seal}}` shows; null: the built-in one of the type'),
  templateHtml: z.string().max(templateLimits.html),
  templateStyle: z.string().max(templateLimits.style),
  orientation: z.enum(orientations),
  form: TemplateForm.nullable().describe('What markup and style were composed from; null: they were written by hand'),
}
/** What is kept version by version. */
const versioned = {
  ...looks,
  validityMonths: z.int().min(1).max(600).nullable().describe('How long a certificate lasts; null: without an end'),
  numberPrefix: writtenAs(prefixPattern, 'prefix').nullable().describe("What numbers begin with; null: the organisation's letters"),
}
const fields = { name: line(100), ...versioned, isActive: z.boolean(), sortOrder: z.int().min(0).max(9999) }

/** A template in its newest version. Certificates keep the version they were issued with. */
export const Template = z
  .object({ id: z.int(), ...fields, version: z.int(), issuedCount: z.int(), createdAt: z.iso.datetime(), updatedAt: z.iso.datetime() })
  .meta({ id: 'Template' })
export type Template = z.infer<typeof Template>

const looksAsSent = {
  backgroundUrl: looks.backgroundUrl.default(null),
  logoUrl: looks.logoUrl.default(null),
  sealUrl: looks.sealUrl.default(null),
  templateHtml: looks.templateHtml.default(''),
  templateStyle: looks.templateStyle.default(''),
  form: looks.form
    .default(null)
    .describe(
      'Where there is one, markup, style and orientation are composed from it, and what is sent of these does not count. A built-in background, and logo and seal where none is named, are those of its design in its colours',
    ),
}

/** What is sent to create or change one. */
export const TemplateDraft = z
  .strictObject({
    ...fields,
    ...looksAsSent,
    isActive: fields.isActive.default(true),
    sortOrder: fields.sortOrder.default(0),
    validityMonths: fields.validityMonths.default(null),
    numberPrefix: fields.numberPrefix.default(null),
  })
  .meta({ id: 'TemplateDraft' })
export type TemplateDraft = z.infer<typeof TemplateDraft>

/** A draft to be drawn, and sample data: one of the samples by name, and whatever fact is given beside it. */
export const TemplatePreview = z.strictObject({
  ...looks,
  ...looksAsSent,
  validityMonths: versioned.validityMonths.optional().describe('How long the sample lasts; null: without an end; not given: three years'),
  numberPrefix: versioned.numberPrefix.optional().describe("What the sample's number begins with; null or not given: the organisation's letters"),
  sampleName: z.enum(sampleNames).default('usual'),
  sample: z.partialRecord(z.enum(placeholders), z.string().max(500)).default({}),
})

/** One version of a template, for its list. */
export const TemplateVersionRow = z
  .object({
    version: z.int(),
    createdAt: z.iso.datetime(),
    createdBy: z.string().nullable().describe('Who wrote it; null: it came with the product'),
    issuedCount: z.int().describe('Certificates that were issued with it'),
  })
  .meta({ id: 'TemplateVersionRow' })
export type TemplateVersionRow = z.infer<typeof TemplateVersionRow>

/** One version of a template as it was saved: for good. */
export const TemplateVersion = TemplateVersionRow.extend(versioned).meta({ id: 'TemplateVersion' })
export type TemplateVersion = z.infer<typeof TemplateVersion>
