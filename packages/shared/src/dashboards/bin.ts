/** Scores are shown in so many bins of two points. */
export const bins = 50

/** The bin of a score from 0 to 100: 0 ≤ score < 2 is the first, 98 ≤ score ≤ 100 the last. */
export const binOf = (score: number): number => Math.min(bins - 1, Math.max(0, Math.floor(score / 2)))
