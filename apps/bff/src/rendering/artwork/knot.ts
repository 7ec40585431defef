import { inUnits, path, trace, turn, twoDecimals, unitsPerPixel, type Curve, type Point } from './pen.ts'

/** The mark: three strands, one knot (考 · 培 · 练). The trefoil reaches 3.02 from its centre. */
const trefoil: Curve = t => [Math.sin(t) + 2 * Math.sin(2 * t), -(Math.cos(t) - 2 * Math.cos(2 * t))]
const reach = 3.02
/** Where the strands pass under one another, as parameters: twice at each of the three crossings. */
const crossings = findCrossings()

function findCrossings(): number[] {
  const meetings: number[] = []
  for (let a = 0; a < turn; a += 0.01)
    for (let b = a + 0.3; b < a + turn - 0.3; b += 0.01) {
      const [p, q] = [trefoil(a), trefoil(b)]
      if (Math.hypot(p[0] - q[0], p[1] - q[1]) < 0.02) meetings.push(a % turn, b % turn)
    }
  const rounded = [...new Set(meetings.map(value => Math.round(value * 20) / 20))].toSorted((x, y) => x - y)
  const apart = rounded.reduce<number[]>((kept, value) => (kept.length === 0 || value - (kept.at(-1) ?? 0) > 0.3 ? [...kept, value] : kept), [])
  return apart
    .slice(0, 6)
    .map(value => refine(value, meetings))
    .toSorted((x, y) => x - y)
}

/** The last meeting found within 0.15 of a rounded one. */
function refine(value: number, meetings: readonly number[]): number {
  let best = value
  for (let near = value - 0.15; near < value + 0.15; near += 0.001)
    for (const meeting of meetings) if (Math.abs((near - meeting) % turn) < 0.004) best = meeting
  return best
}

const speedOf = (t: number): Point => {
  const near = 1e-3
  const [before, after] = [trefoil(t - near), trefoil(t + near)]
  return [(after[0] - before[0]) / (2 * near), (after[1] - before[1]) / (2 * near)]
}

interface Strand {
  readonly radius: number
  /** Left free at each end, where the strand passes under. */
  readonly gap: number
  /** How far the whole strand stands to the side. */
  readonly offset?: number
  readonly samples?: number
}
/** The three strands, each from one under-pass to the next. */
const strands = ({ radius, gap, offset = 0, samples = 14 }: Strand): string => {
  const scale = radius / reach
  const aside: Curve = t => {
    const [x, y] = trefoil(t)
    const [dx, dy] = speedOf(t)
    const length = Math.hypot(dx, dy)
    return [scale * x - (dy / length) * offset, scale * y + (dx / length) * offset]
  }
  const pace = (t: number) => Math.hypot(...speedOf(t)) * scale
  return [0, 1, 2]
    .map(index => {
      const from = crossings[(2 * index) % 6] ?? 0
      const to = (crossings[(2 * index + 2) % 6] ?? 0) + (2 * index + 2 >= 6 ? turn : 0)
      return trace(aside, from + gap / pace(from), to - gap / pace(to), samples)
    })
    .join('')
}

interface Knot {
  readonly radius: number
  readonly width: number
  readonly gap: number
}
/** The mark in one colour, centred on its own box: the trefoil hangs 0.122 of its radius below its centre. */
export const knot = ({ radius, width, gap }: Knot, colour: string): string =>
  `<g transform="translate(0 ${twoDecimals(-radius * 0.122)})">${inUnits(path(strands({ radius, gap: width / 2 + gap }), `fill="none" stroke="${colour}" stroke-width="${twoDecimals(width * unitsPerPixel)}"`))}</g>`

/** The mark as fine parallel lines: a watermark. */
export const linedKnot = ({ radius, width, gap }: Knot, count: number): string =>
  Array.from({ length: count }, (_, index) => strands({ radius, gap: width / 2 + gap, offset: (index / (count - 1) - 0.5) * width, samples: 16 })).join('')
