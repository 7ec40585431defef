export interface Part {
  readonly words: string
  readonly isAccented: boolean
}
const isDigit = (letter = '') => /\d/.test(letter)

/** Where a piece begins in a sentence; a number not within a longer one. */
const startOf = (sentence: string, piece: string): number => {
  let at = sentence.indexOf(piece)
  while (at >= 0 && isDigit(piece) && (isDigit(sentence[at - 1]) || isDigit(sentence[at + piece.length]))) at = sentence.indexOf(piece, at + 1)
  return piece === '' ? -1 : at
}

/** The first number of a sentence. */
export const firstNumber = (sentence: string): string => /\d[\d,.]*\d|\d/.exec(sentence)?.[0] ?? ''

/** A sentence with one piece of it set apart, its spaces kept where they are. */
export const accented = (sentence: string, piece: string): Part[] => {
  const at = startOf(sentence, piece)
  if (at < 0) return [{ words: sentence, isAccented: false }]
  const parts = [sentence.slice(0, at), piece, sentence.slice(at + piece.length)]
  return parts.map((words, index) => ({ words, isAccented: index === 1 })).filter(({ words }) => words !== '')
}
