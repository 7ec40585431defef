/** Whether a font has a glyph for a character. */
export type Coverage = (char: string) => boolean

/** Reads which characters a TrueType font covers, from the format 12 table of its `cmap` (or format 4, where there is no other). */
export const readCoverage = (font: Uint8Array): Coverage => {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength)
  const ranges = readRanges(view, mapsAt(view))
  return char => isIn(ranges, char.codePointAt(0) ?? 0)
}

type Range = readonly [first: number, last: number]

/** Where a table of a TrueType font begins. */
export const tableAt = (view: DataView, tag: 'cmap' | 'head' | 'hhea' | 'hmtx'): number => {
  for (let table = 0; table < view.getUint16(4); table += 1) {
    const at = 12 + table * 16
    if ([0, 1, 2, 3].every(i => view.getUint8(at + i) === tag.charCodeAt(i))) return view.getUint32(at + 8)
  }
  throw new Error(`the font has no ${tag} table`)
}

/** Where its maps from characters to glyphs begin. */
export const mapsAt = (view: DataView): number[] => {
  const cmap = tableAt(view, 'cmap')
  return Array.from({ length: view.getUint16(cmap + 2) }, (_, index) => cmap + view.getUint32(cmap + 8 + index * 8))
}

const readRanges = (view: DataView, subtables: readonly number[]): Range[] => {
  const full = subtables.find(at => view.getUint16(at) === 12)
  if (full !== undefined)
    return Array.from(
      { length: view.getUint32(full + 12) },
      (_, index) => [view.getUint32(full + 16 + index * 12), view.getUint32(full + 20 + index * 12)] as const,
    )
  const basic = subtables.find(at => view.getUint16(at) === 4)
  if (basic === undefined) throw new Error('the font has no Unicode cmap')
  const count = view.getUint16(basic + 6) / 2
  return Array.from({ length: count }, (_, index) => [view.getUint16(basic + 16 + count * 2 + index * 2), view.getUint16(basic + 14 + index * 2)] as const)
}

const isIn = (ranges: readonly Range[], codePoint: number) => {
  let [low, high] = [0, ranges.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const [first, last] = ranges[middle] ?? [0, -1]
    if (codePoint < first) high = middle - 1
    else if (codePoint > last) low = middle + 1
    else return true
  }
  return false
}
