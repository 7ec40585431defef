/** One pixel is 20 path units (0.0125 mm): integers, so short and exact. */
export const unitsPerPixel = 20
export const turn = Math.PI * 2

export type Point = readonly [x: number, y: number]
/** A smooth parametric curve. */
export type Curve = (t: number) => Point
/** A gradient's stop: offset, colour, opacity. */
export type Stop = readonly [offset: number, colour: string, opacity?: number]

export const twoDecimals = (value: number): number => +value.toFixed(2)

/** Numbers as a path writes them: a minus sign separates as well as a space. */
export const numbers = (values: readonly number[]): string => values.map((value, index) => (index > 0 && value >= 0 ? ' ' : '') + value).join('')
/** The same rounded, without leading zeros. */
export const decimals = (values: readonly number[], precision: number): string =>
  numbers(values.map(value => +value.toFixed(precision))).replace(/(^|[ -])0\./g, '$1.')

/**
 * A curve as one path of cubic Béziers in path units. Sampled evenly, so that both handles of a knot are equal and opposite and every
 * segment after the first is the short `s` form.
 */
export const trace = (curve: Curve, from: number, to: number, count: number): string => {
  const step = (to - from) / count
  const unit = (value: number) => Math.round(value * unitsPerPixel)
  const handle = handleOf(curve, step)
  const start = curve(from)
  const first = handle(from)
  let [x, y] = [unit(start[0]), unit(start[1])]
  let head = `M${numbers([x, y])}`
  const rest: number[] = []
  for (let index = 1; index <= count; index += 1) {
    const t = from + step * index
    const point = curve(t)
    const [dx, dy] = handle(t)
    const [nextX, nextY] = [unit(point[0]), unit(point[1])]
    const segment = [unit(point[0] - dx) - x, unit(point[1] - dy) - y, nextX - x, nextY - y]
    if (index === 1) head += `c${numbers([unit(start[0] + first[0]) - x, unit(start[1] + first[1]) - y, ...segment])}s`
    else rest.push(...segment)
    x = nextX
    y = nextY
  }
  return count > 1 ? head + numbers(rest) : head.slice(0, -1)
}

/** A third of the curve's speed over one step: how far a Bézier's handle stands from its knot. */
const handleOf = (curve: Curve, step: number) => {
  const near = step * 1e-3
  return (t: number): Point => {
    const [before, after] = [curve(t - near), curve(t + near)]
    return [(((after[0] - before[0]) / (2 * near)) * step) / 3, (((after[1] - before[1]) / (2 * near)) * step) / 3]
  }
}

export const group = (attributes: string, body: string): string => `<g ${attributes}>${body}</g>`
export const path = (d: string, attributes = ''): string => `<path d="${d}"${attributes && ' ' + attributes}/>`
/** What is drawn in path units, at its size in pixels. */
export const inUnits = (body: string): string => group(`transform="scale(${1 / unitsPerPixel})"`, body)
export const moved = (x: number, y: number, body: string): string => group(`transform="translate(${x} ${y})"`, body)
/** A stroke for `inUnits`: the width is in pixels. */
export const ink = (colour: string, width: number, opacity?: number): string =>
  `stroke="${colour}" stroke-width="${twoDecimals(width * unitsPerPixel)}"` + (opacity === undefined ? '' : ` stroke-opacity="${opacity}"`)
export const lines = (stroke: string, body: string): string => group(`fill="none" stroke-linejoin="round" ${stroke}`, body)
export const circle = (radius: number, attributes: string): string => `<circle r="${radius}" ${attributes}/>`

export interface Frame {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}
export const rectangle = ({ x, y, width, height }: Frame, attributes: string): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" ${attributes}/>`
export const outline = (
  { x, y, width, height }: Frame,
  colour: string,
  { stroke, radius = 0, opacity }: { stroke: number; radius?: number; opacity?: number },
): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}"${radius ? ` rx="${radius}"` : ''} fill="none" stroke="${colour}" stroke-width="${stroke}"${opacity ? ` stroke-opacity="${opacity}"` : ''}/>`

const stops = (list: readonly Stop[]) =>
  list
    .map(([offset, colour, opacity]) => `<stop offset="${offset}" stop-color="${colour}"${opacity === undefined ? '' : ` stop-opacity="${opacity}"`}/>`)
    .join('')
export const linear = (id: string, [x1, y1]: Point, [x2, y2]: Point, list: readonly Stop[]): string =>
  `<linearGradient id="${id}" gradientUnits="userSpaceOnUse" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}">${stops(list)}</linearGradient>`
export const radial = (id: string, [cx, cy]: Point, r: number, list: readonly Stop[]): string =>
  `<radialGradient id="${id}" gradientUnits="userSpaceOnUse" cx="${cx}" cy="${cy}" r="${r}">${stops(list)}</radialGradient>`
export const clip = (id: string, { x, y, width, height }: Frame): string =>
  `<clipPath id="${id}"><rect x="${x}" y="${y}" width="${width}" height="${height}"/></clipPath>`

export const sheet = (width: number, height: number, definitions: string, body: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><defs>${definitions}</defs>${body}</svg>`
