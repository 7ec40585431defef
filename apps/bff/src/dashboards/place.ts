/**
 * How far a reader has come along the certificates: they know all up to an id, but for a few below it. Ids are given out before their
 * transactions commit, so that one may turn up behind later ones.
 */
export interface Place {
  readonly last: number
  readonly gaps: readonly number[]
}

/** More gaps than a place tells of would be a batch that failed, and not one that is late. */
const mostGaps = 100

/** As `Last-Event-ID` carries it: `107`, or `107-101.104` for one who does not know 101 and 104. */
export const writePlace = ({ last, gaps }: Place): string => (gaps.length > 0 ? `${last}-${gaps.slice(-mostGaps).join('.')}` : String(last))

/** What is no place is none: whoever sends it hears of what comes from now on. */
export const readPlace = (text: string | undefined): Place | null => {
  const [, last, gaps] = /^(\d{1,15})(?:-(\d{1,15}(?:\.\d{1,15}){0,99}))?$/.exec(text ?? '') ?? []
  return last === undefined ? null : { last: Number(last), gaps: gaps?.split('.').map(Number) ?? [] }
}

export const knows = ({ last, gaps }: Place, id: number): boolean => id <= last && !gaps.includes(id)
