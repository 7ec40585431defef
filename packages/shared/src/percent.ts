/**
 * `part` of `whole` in percent with two decimals exactly, rounded half up; 100 only where nothing is missing. Both are
 * integers, at most 10¹¹ for the whole, so that nothing is lost on the way. Nothing of nothing is 0.
 */
export const percentOf = (part: number, whole: number): number => {
  if (whole === 0) return 0
  if (part === whole) return 100
  return Math.min(9_999, Math.floor((20_000 * part + whole) / (2 * whole))) / 100
}
