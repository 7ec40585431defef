import type { Reason } from '@wallet/shared/problem'
import { templateLimits } from '@wallet/shared/templates/template'
import { readMarkup, type Element, type Objection, type Words } from './markup.ts'
import { checkMarkup } from './markupRules.ts'
import { readStyle, type StyleRule } from './style.ts'

export interface TemplateSource {
  readonly templateHtml: string
  readonly templateStyle: string
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
export const readTemplate = ({ templateHtml, templateStyle }: TemplateSource): ReadTemplate => {
  const reasons: Reason[] = []
  const repeats = new Map<string, number>()
  const objectIn =
    (path: string): Objection =>
    ({ line, column }, message) => {
      const times = (repeats.get(path + message) ?? 0) + 1
      repeats.set(path + message, times)
      if (times <= maxRepeats && reasons.length < maxReasons) reasons.push({ path, message: `${message} (line ${line}, column ${column})` })
    }
  const content = isTooLong(templateHtml, templateLimits.html) ? [] : readContent(templateHtml, objectIn('templateHtml'))
  const rules = isTooLong(templateStyle, templateLimits.style) ? [] : readStyle(templateStyle, objectIn('templateStyle'))
  if (isTooLong(templateHtml, templateLimits.html)) reasons.push({ path: 'templateHtml', message: `more than ${templateLimits.html} characters` })
  if (isTooLong(templateStyle, templateLimits.style)) reasons.push({ path: 'templateStyle', message: `more than ${templateLimits.style} characters` })
  return { content, rules, reasons }
}

const isTooLong = (text: string, limit: number) => text.length > limit

const readContent = (html: string, object: Objection) => {
  const content = readMarkup(html, object)
  checkMarkup(content, object)
  if (!content.some(node => node.kind === 'element')) object({ line: 1, column: 1 }, 'there is nothing to draw')
  return content
}
