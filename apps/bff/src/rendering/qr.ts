import { encode } from 'uqr'

/** A version 4 code with its quiet zone: 41 modules, so that a box of 123 px shows each as 3 whole pixels. */
const usual = 41
const quiet = 4

/** A QR code (error correction M) as a vector of whole modules. Up to 62 bytes it always has the same grid; a longer text gets a finer one. */
export const qrSvg = (text: string): string => {
  const { data, size } = encode(text, { ecc: 'M', border: 0 })
  const canvas = Math.max(usual, size + 2 * quiet)
  const offset = Math.floor((canvas - size) / 2)
  const path = data.flatMap((row, y) => runsIn(row).map(([x, width]) => `M${x + offset} ${y + offset}h${width}v1h-${width}z`)).join('')
  const box = `width="${canvas}" height="${canvas}"`
  return `<svg xmlns="http://www.w3.org/2000/svg" ${box} viewBox="0 0 ${canvas} ${canvas}" shape-rendering="crispEdges"><rect ${box} rx="1.5" fill="#fff"/><path d="${path}" fill="#000"/></svg>`
}

/** Dark modules that touch, as [start, length]. */
const runsIn = (row: readonly boolean[]) => {
  const runs: [number, number][] = []
  row.forEach((isDark, x) => {
    const last = runs.at(-1)
    if (isDark && last && last[0] + last[1] === x) last[1] += 1
    else if (isDark) runs.push([x, 1])
  })
  return runs
}
