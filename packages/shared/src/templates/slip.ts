import { z } from 'zod'

/** What a field of a template is refused for, by code: the web has its own words for each. */
const slips = {
  prefix: 'has to be two to six letters A–Z',
  colour: 'has to be written #rrggbb',
  picture: 'has to be builtin:<design>, builtin:<design>:<rrggbb>-<rrggbb>-<rrggbb> or asset:<id>',
} as const
/** The same, and what names what is wrong: no placeholder, or a picture that is not there. */
export type SlipCode = keyof typeof slips | 'placeholder' | 'unknown_asset'

/** A text that is written in one way only; refused with a code. */
export const writtenAs = (pattern: RegExp, code: keyof typeof slips) =>
  z
    .string()
    .refine(text => pattern.test(text), { error: slips[code], params: { code } })
    .meta({ pattern: pattern.source })
