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
  const limit = (most: number, amountIn: (text: string) => number, message: string) => {
    const place = placeBeyond(drawn, most, amountIn)
    if (place) object(place, message)
  }
  limit(mostPlaceholders, text => factsIn(text).length, `there are more than ${mostPlaceholders} placeholders`)
  limit(mostText, ownText, `there are more than ${mostText} characters of text`)
  limit(mostFilled, filledText, `with every placeholder filled in at its longest there are more than ${mostFilled} characters of text`)
}

const placeBeyond = (words: readonly Words[], most: number, amountIn: (text: string) => number) => {
  let amount = 0
  return words.find(({ text }) => (amount += amountIn(text)) > most)?.place
}

const pattern = /\{\{(\w{1,40})\}\}/g
const factsIn = (text: string) => [...text.matchAll(pattern)].map(([, name]) => placeholders.find(known => known === name))
const ownText = (text: string) => text.replace(pattern, '').length
const filledText = (text: string) => factsIn(text).reduce((sum, name) => sum + (name ? longestFacts[name] : 0), ownText(text))
