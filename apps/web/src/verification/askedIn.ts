/** The number that the address of a page asks for, as it stands there: `/v/KPL-…`; null: none, or one that cannot be read. */
export const askedIn = (path: string): string | null => {
  try {
    return decodeURIComponent(/^\/v\/([^/]+)/i.exec(path)?.[1] ?? '') || null
  } catch {
    return null
  }
}
