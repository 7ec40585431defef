/** Where a limit or a list is named in `what`, it is said in these words. */
interface Particulars {
  /** What is not allowed, as it was written, cut to some forty characters. */
  readonly what?: string
  /** What it stands in or belongs to: an element, an attribute, a property. */
  readonly where?: string
  /** A limit that is passed, or what would be allowed. */
  readonly most?: number
  readonly allowed?: string
}
/** What a template is refused for: in words by its code, with what they need to be said. */
export interface Refusal extends Particulars {
  readonly code: RefusalCode
}

type Say = (particulars: Required<Particulars>) => string

/** Every reason against a template, by code, in English. The web has its own words for each. */
export const refusals = {
  nothing_to_draw: () => 'there is nothing to draw',
  too_long: ({ most }) => `more than ${most} characters`,
  unreadable: ({ what }) => `cannot be read: ${what}`,
  doctype: () => 'a doctype is not allowed',
  not_closed: ({ what }) => `<${what}> is not closed`,
  closes_itself: ({ what }) => `<${what}/> has to be closed by </${what}>`,
  closes_nothing: ({ what }) => `</${what}> closes nothing`,
  closes_other: ({ what, where }) => `</${what}> where </${where}> is expected`,
  too_many_elements: ({ most }) => `there are more than ${most} elements`,
  too_deep: ({ most }) => `elements are nested more than ${most} deep`,
  too_many_pictures: ({ most }) => `there are more than ${most} pictures`,
  too_many_placeholders: ({ most }) => `there are more than ${most} placeholders`,
  too_much_text: ({ most }) => `there are more than ${most} characters of text`,
  too_much_filled: ({ most }) => `with every placeholder filled in at its longest there are more than ${most} characters of text`,
  element: ({ what }) => `<${what}> is not allowed`,
  element_in_drawing: ({ what }) => `<${what}> is not allowed inside <svg>`,
  element_outside_drawing: ({ what }) => `<${what}> is only allowed inside <svg>`,
  text_in_drawing: () => 'text is not allowed inside <svg>',
  source_missing: ({ allowed }) => `<img> needs a src: ${allowed}`,
  source: ({ what, allowed }) => `attribute src of <img> may not be "${what}", only ${allowed}`,
  unknown_asset: ({ what }) => `the picture ${what} is not there`,
  attribute: ({ what, where }) => `attribute ${what} of <${where}> is not allowed`,
  attribute_value: ({ what, where }) => `attribute ${where} may not be "${what}"`,
  unknown_field: ({ what, allowed }) => `class ${what} names no field: ${allowed}`,
  unknown_placeholder: ({ what, allowed }) => `placeholder {{${what}}} is unknown: ${allowed}`,
  placeholder_form: () => 'a placeholder is written {{name}}',
  escape: () => 'escapes are not allowed',
  control_character: () => 'control characters are not allowed',
  brackets_too_deep: ({ most }) => `brackets are nested more than ${most} deep`,
  at_rule: ({ what }) => `@${what} is not allowed`,
  not_a_rule: () => 'only rules such as .name { color: #123456 } are allowed',
  not_a_declaration: () => 'only declarations such as color: #123456 are allowed',
  selector: ({ what }) => `selector ${what} is not allowed`,
  selector_too_long: ({ most }) => `a selector has at most ${most} steps`,
  too_many_selectors: ({ most }) => `there are more than ${most} selectors`,
  property: ({ what }) => `property ${what} is not allowed`,
  important: ({ where }) => `!important is not allowed (${where})`,
  value_unreadable: ({ where }) => `the value of ${where} cannot be read`,
  value_too_long: ({ where, most }) => `the value of ${where} has more than ${most} parts`,
  value_part: ({ what, where }) => `${what} is not allowed in ${where}`,
  unit: ({ what, where }) => `unit ${what} is not allowed in ${where}`,
  too_large: ({ what, where }) => `${what} is too large in ${where}`,
  font: ({ what, allowed }) => `font ${what} is not there: ${allowed}`,
  value: ({ what, where }) => `"${what}" is not a value of ${where}`,
} as const satisfies Record<string, Say>
export type RefusalCode = keyof typeof refusals

const unsaid: Required<Particulars> = { what: '', where: '', most: 0, allowed: '' }

/** A refusal as an English sentence. */
export const sayRefusal = ({ code, ...particulars }: Refusal): string => refusals[code]({ ...unsaid, ...particulars })
