import { z } from 'zod'

/** Control characters, line and paragraph separators, and marks that change the direction of reading. */
const unseen = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/
/** Characters that are there and show nothing. */
const blank = /[\s\p{Cf}\p{Zs}\u115f\u1160\u3164\uffa0\u2800]/gu

/** A text as it is seen: without characters that show nothing, however its letters are put together. */
export const asSeen = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\p{Cf}\u115f\u1160\u3164\uffa0\u2800]/gu, '')
    .trim()

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
/** The beginning of a text, of so many UTF-16 units at most; nothing that is seen as one character is cut in two. */
export const shortened = (text: string, most: number): string => {
  if (text.length <= most) return text
  let end = 0
  for (const { index, segment } of graphemes.segment(text)) {
    end = index
    if (index + segment.length > most) break
  }
  return text.slice(0, end)
}

const isPlain = (text: string) => !unseen.test(text) && !/\p{Surrogate}/u.test(text)

/** Text that a person types to search or to sign in: trimmed, no control characters; it may be empty. */
export const plainText = (max: number) => z.string().trim().max(max).refine(isPlain, 'control characters are not allowed')

/** A line that will be shown: trimmed, no control characters, and something to see in it. */
export const line = (max: number) => plainText(max).refine(text => text.replace(blank, '') !== '', 'has to contain something to read')

/** Text of one or several lines, such as Markdown: trimmed, line ends as `\n`, no control characters but tabs. */
export const prose = (max: number) =>
  z
    .string()
    .overwrite(text => text.replace(/\r\n?/g, '\n').trim())
    .max(max)
    .refine(text => isPlain(text.replace(/[\n\t]/g, '')), 'control characters are not allowed')
