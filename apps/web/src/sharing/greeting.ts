/** So many letters, as a reader counts them, may stand in a greeting. */
export const longestGreeting = 40
/** One letter may carry marks without end: a text is never longer than this, in units of memory. */
const longestText = 12 * longestGreeting

const segmenter = 'Segmenter' in Intl ? new Intl.Segmenter() : null

/** A text as the letters that a reader sees: an emoji of four people is one. */
export const lettersOf = (text: string): string[] => (segmenter ? [...segmenter.segment(text)].map(({ segment }) => segment) : [...text])

/** What of a typed text may stand in a greeting: one line, not too long. */
export const clipped = (text: string): string =>
  lettersOf(text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, ' ').slice(0, longestText))
    .slice(0, longestGreeting)
    .join('')

/** A Chinese sentence as its clauses, inside which no line should end. Other scripts have spaces to break at. */
export const clausesOf = (text: string): string[] => text.match(/[^，。；：、！？]+[，。；：、！？]*|[，。；：、！？]+/g) ?? []
