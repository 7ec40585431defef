import { group, ink, inUnits, lines, path, trace, turn, twoDecimals, unitsPerPixel, type Curve } from './pen.ts'

export interface Band {
  readonly width: number
  readonly height: number
  /** Of the corners. */
  readonly radius: number
  readonly period: number
}
/** How far a line stands off the band's middle, at a length along it; `period` is the adjusted one. */
type Offset = (length: number, period: number) => number

/**
 * A line of guilloche round a rounded rectangle. Only the quarter from the top's middle to the right's middle is drawn; the others are
 * its mirror images. Every family is closed under reversal of phase, and so the joins are exact.
 */
const bandLine = ({ width, height, radius, period }: Band, offset: Offset): string => {
  const along = width / 2 - radius
  const down = height / 2 - radius
  const arc = (Math.PI / 2) * radius
  const length = along + arc + down
  const wave = (2 * length) / Math.round(length / (period / 2)) // whole half-waves in a quarter
  const curve: Curve = s => {
    const off = offset(s, wave)
    if (s <= along) return [s, -height / 2 - off]
    if (s > along + arc) return [width / 2 + off, -down + (s - along - arc)]
    const angle = (s - along) / radius - Math.PI / 2
    const [nx, ny] = [Math.cos(angle), Math.sin(angle)]
    return [along + radius * nx + nx * off, -down + radius * ny + ny * off]
  }
  return trace(curve, 0, length, Math.ceil((length / wave) * 5))
}

/** Curves that differ by an even phase. */
export const family = (count: number, make: (phase: number) => string): string =>
  Array.from({ length: count }, (_, index) => path(make((turn * index) / count))).join('')

export interface Chain extends Band {
  readonly amplitude: number
  readonly count: number
  readonly colours: readonly [string, string]
  readonly opacities: readonly [number, number]
  readonly beat: number
  readonly depth: number
}
/** A border of two inks, each a chain of eyes: one swells where the other narrows. */
export const chain = (band: Chain): string => {
  const { amplitude, count, beat, depth, colours, opacities } = band
  const eyes = (sign: 1 | -1) =>
    family(count, phase =>
      bandLine(band, (s, period) => amplitude * (1 - depth + sign * depth * Math.cos((turn * s) / (period * beat))) * Math.cos((turn * s) / period + phase)),
    )
  return lines(ink(colours[1], 0.42, opacities[1]), eyes(-1)) + lines(ink(colours[0], 0.42, opacities[0]), eyes(1))
}

/** A quarter in path units and its three mirror images about a centre. */
export const mirrored = (id: string, body: string, [x, y]: readonly [number, number]): string =>
  group(
    `transform="translate(${x} ${y})"`,
    `<g id="${id}">${inUnits(body)}</g><use href="#${id}" transform="scale(-1 1)"/><use href="#${id}" transform="scale(1 -1)"/><use href="#${id}" transform="scale(-1 -1)"/>`,
  )

export interface Rosette {
  readonly outer: number
  readonly inner: number
  readonly lobes: number
  readonly waves: number
  readonly outerSwell?: number
  readonly innerSwell?: number
  readonly innerPhase?: number
  readonly samples: number
}
/**
 * One closed curve turned once for each lobe. With lobes and waves coprime the copies keep one fixed envelope while their phases fill
 * it evenly: the guilloche of the rose engine.
 */
export const rosette = (id: string, { outer, inner, lobes, waves, outerSwell = 0.1, innerSwell = 0.1, innerPhase = 0, samples }: Rosette): string => {
  const curve: Curve = t => {
    const far = outer * (1 + outerSwell * Math.cos(lobes * t))
    const near = inner * (1 + innerSwell * Math.cos(lobes * t + innerPhase))
    const wave = Math.cos(waves * t)
    const radius = (far + near) / 2 + ((far - near) / 2) * Math.sign(wave) * Math.abs(wave)
    return [radius * Math.cos(t), radius * Math.sin(t)]
  }
  const copies = Array.from({ length: lobes - 1 }, (_, index) => `<use href="#${id}" transform="rotate(${twoDecimals((360 * (index + 1)) / lobes)})"/>`)
  return `<path id="${id}" d="${trace(curve, 0, turn, samples)}"/>${copies.join('')}`
}

/** A line and its copies, each moved a little further. */
export const drifting = (id: string, line: string, { count, x, y }: { count: number; x: number; y: number }): string => {
  const copies = Array.from(
    { length: count - 1 },
    (_, index) => `<use href="#${id}" x="${twoDecimals(x * (index + 1) * unitsPerPixel)}" y="${twoDecimals(y * (index + 1) * unitsPerPixel)}"/>`,
  )
  return `<path id="${id}" d="${line}"/>${copies.join('')}`
}
