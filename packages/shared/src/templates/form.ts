import { z } from 'zod'
import { plainText } from '../text.ts'
import { PictureName } from './asset.ts'
import { designs, textLimits, type FormText } from './designs.ts'
import { writtenAs } from './slip.ts'
import { orientations, placeholders } from './stage.ts'

const colour = writtenAs(/^#[0-9a-fA-F]{6}$/, 'colour').overwrite(text => text.toLowerCase())

/** Names in braces that are no placeholders, as they stand there; `{{` and `}}` alone where the braces of one are not whole. */
const unknownIn = (text: string): string | undefined => {
  const isKnown = (name: string) => placeholders.some(known => known === name)
  const rest = text.replace(/\{\{(\w{1,40})\}\}/g, (whole, name: string) => (isKnown(name) ? '' : whole))
  return /\{\{[^{}]*\}\}|\{\{|\}\}/.exec(rest)?.[0]
}
const known = placeholders.map(name => `{{${name}}}`).join(' ')

/** A text that may hold placeholders; it may be empty, but for the heading. */
const words = (name: FormText) =>
  plainText(textLimits[name]).superRefine((text, context) => {
    const what = unknownIn(text)
    if (what !== undefined)
      context.addIssue({ code: 'custom', message: `${what} is no placeholder; there are ${known}`, params: { code: 'placeholder', what, allowed: known } })
  })

/** A template as it is made by those who write no HTML: markup and style are composed from it (see `designs.ts` for each design as it comes). */
export const TemplateForm = z
  .strictObject({
    design: z.enum(designs),
    colours: z.strictObject({ primary: colour, accent: colour, seal: colour }),
    texts: z.strictObject({
      heading: words('heading').min(1),
      headingLatin: words('headingLatin'),
      opening: words('opening'),
      openingLatin: words('openingLatin'),
      sentence: words('sentence'),
      sentenceLatin: words('sentenceLatin'),
      issuer: words('issuer'),
    }),
    shows: z.strictObject({ score: z.boolean(), completionRate: z.boolean(), validUntil: z.boolean() }),
  })
  .meta({ id: 'TemplateForm' })
export type TemplateForm = z.infer<typeof TemplateForm>

const pictures = { backgroundUrl: PictureName.nullable(), logoUrl: PictureName.nullable(), sealUrl: PictureName.nullable() }

/** A form, and the pictures that were chosen beside it. */
export const FormToCompose = z.strictObject({ form: TemplateForm, ...pictures })

/** What a form is composed to; the built-in pictures are those of its design in its colours. */
export const ComposedForm = z.object({ templateHtml: z.string(), templateStyle: z.string(), orientation: z.enum(orientations), ...pictures })
