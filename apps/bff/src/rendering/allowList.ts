import type { Reason } from '@wallet/shared/problem'
import { sayRefusal, type Refusal } from '@wallet/shared/templates/refusal'
import { templateLimits } from '@wallet/shared/templates/template'
import { readMarkup, start, type Element, type Objection, type Place, type Words } from './markup.ts'
import { checkMarkup } from './markupRules.ts'
import { readStyle, type StyleRule } from './style.ts'

export interface TemplateSource {
  readonly templateHtml: string
  readonly templateStyle: string
  /** The pictures that were uploaded and are there: `asset:<id>`. */
  readonly assetNames?: readonly string[]
}
/** A template as it was read. It may be drawn only if there are no reasons against it. */
export interface ReadTemplate {
  readonly content: readonly (Element | Words)[]
  readonly rules: readonly StyleRule[]
  readonly reasons: readonly Reason[]
}

const maxReasons = 50
/** The same complaint is made at so many places at most. */
const maxRepeats = 5

/** Everything in a template that is not allowed, with line and column; empty where it may be used. */
export const checkTemplate = (source: TemplateSource): Reason[] => [...readTemplate(source).reasons]

/** Reads a template and says everything that is wrong with it. What is drawn later is this tree and these rules, not the text. */
export const readTemplate = ({ templateHtml, templateStyle, assetNames = [] }: TemplateSource): ReadTemplate => {
  const reasons: Reason[] = []
  const repeats = new Map<string, number>()
  const objectIn =
    (path: string): Objection =>
    (place, refusal) => {
      const message = sayRefusal(refusal)
      const times = (repeats.get(path + message) ?? 0) + 1
      repeats.set(path + message, times)
      if (times <= maxRepeats && reasons.length < maxReasons) reasons.push(reasonOf(path, place, refusal))
    }
  const content = isWithin(templateLimits.html, templateHtml, objectIn('templateHtml')) ? readContent(templateHtml, assetNames, objectIn('templateHtml')) : []
  const rules = isWithin(templateLimits.style, templateStyle, objectIn('templateStyle')) ? readStyle(templateStyle, objectIn('templateStyle')) : []
  return { content, rules, reasons }
}

/** What is wrong and where, to be read as it is, or to be said in other words by its code. */
const reasonOf = (path: string, { line, column, length }: Place, refusal: Refusal): Reason => ({
  path,
  message: `${sayRefusal(refusal)} (line ${line}, column ${column})`,
  ...refusal,
  line,
  column,
  length,
})

const isWithin = (most: number, text: string, object: Objection) => {
  if (text.length > most) object(start, { code: 'too_long', most })
  return text.length <= most
}

const readContent = (html: string, assetNames: readonly string[], object: Objection) => {
  const content = readMarkup(html, object)
  checkMarkup(content, assetNames, object)
  if (!content.some(node => node.kind === 'element')) object(start, { code: 'nothing_to_draw' })
  return content
}
