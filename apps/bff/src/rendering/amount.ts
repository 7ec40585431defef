import type { RefusalCode } from '@wallet/shared/templates/refusal'
import { longestFacts, placeholders } from '@wallet/shared/templates/stage'
import { templateLimits } from '@wallet/shared/templates/template'
import { isLayout, type Objection, type Words } from './markup.ts'

const { placeholders: mostPlaceholders, text: mostText, filled: mostFilled } = templateLimits

/**
 * Objects to more text than a certificate could ever need: every letter takes time to place and room in the picture, and what is
 * saved has to be drawn with whatever facts an order may hold.
 */
export const checkAmount = (words: readonly Words[], object: Objection): void => {
  const drawn = words.filter(({ text }) => !isLayout(text))
  const limit = (code: RefusalCode, most: number, amountIn: (text: string) => number) => {
    const place = placeBeyond(drawn, most, amountIn)
    if (place) object(place, { code, most })
  }
  limit('too_many_placeholders', mostPlaceholders, text => factsIn(text).length)
  limit('too_much_text', mostText, ownText)
  limit('too_much_filled', mostFilled, filledText)
}

const placeBeyond = (words: readonly Words[], most: number, amountIn: (text: string) => number) => {
  let amount = 0
  return words.find(({ text }) => (amount += amountIn(text)) > most)?.place
}

const pattern = /\{\{(\w{1,40})\}\}/g
const factsIn = (text: string) => [...text.matchAll(pattern)].map(([, name]) => placeholders.find(known => known === name))
const ownText = (text: string) => text.replace(pattern, '').length
const filledText = (text: string) => factsIn(text).reduce((sum, name) => sum + (name ? longestFacts[name] : 0), ownText(text))
