/** Rows that stand below each other in a height: as many as fit with this least height each, at least one, and how high each is. */
export const rowsIn = <T>(rows: readonly T[], height: number, least: number): { readonly shown: readonly T[]; readonly rowHeight: number } => {
  const shown = rows.slice(0, Math.max(1, Math.floor(height / least)))
  return { shown, rowHeight: height / Math.max(1, shown.length) }
}

/** The same where the last row says how many are left out, if any are. */
export const rowsWithRest = <T>(rows: readonly T[], height: number, least: number) => {
  if (rows.length * least <= height) return { ...rowsIn(rows, height, least), left: 0 }
  const { shown, rowHeight } = rowsIn(rows, height - least, least)
  return { shown, rowHeight, left: rows.length - shown.length }
}
