import { lettersOf } from './greeting.ts'

export interface Fitted {
  readonly size: number
  readonly text: string
}

/**
 * The largest size at which a text fits, in whole pixels. Where even the smallest is too large the text is cut between two
 * letters and ends in `…`. `fits` tries one size and text.
 */
export const fit = async (
  text: string,
  [largest, smallest]: readonly [number, number],
  fits: (size: number, text: string) => Promise<boolean>,
): Promise<Fitted> => {
  for (let size = largest; size >= smallest; size--) if (await fits(size, text)) return { size, text }
  const letters = lettersOf(text)
  const cut = (count: number) => `${letters.slice(0, count).join('').trimEnd()}…`
  let [least, most] = [0, letters.length - 1]
  while (least < most) {
    const middle = Math.ceil((least + most) / 2)
    if (await fits(smallest, cut(middle))) least = middle
    else most = middle - 1
  }
  return { size: smallest, text: cut(least) }
}
