import { chain, drifting, family, mirrored, rosette } from './engraving.ts'
import { knot, linedKnot } from './knot.ts'
import { microFrame } from './letters.ts'
import { circle, clip, group, ink, inUnits, linear, lines, moved, outline, path, radial, rectangle, sheet, trace, turn, unitsPerPixel } from './pen.ts'

const [width, height] = [1188, 840]
const jade = '#0B6E5B'
const deep = '#07473B'
const gold = '#B08A3C'
const pale = '#E7CF8F'

/** Course: a bond in jade with a stub on the left, white-line work on it, and a medallion. */
export const courseSheet = (): string => sheet(width, height, definitions(), paper() + field() + watermark() + stub() + medallion() + panel() + frame())

const definitions = () =>
  linear(
    'cp',
    [0, 0],
    [width, height],
    [
      [0, '#FBFDFB'],
      [0.55, '#F4FAF6'],
      [1, '#FCFAF3'],
    ],
  ) +
  linear(
    'cs',
    [0, 24],
    [0, 816],
    [
      [0, '#063C33'],
      [0.42, '#0B6151'],
      [1, '#06382F'],
    ],
  ) +
  linear(
    'cw',
    [232 * unitsPerPixel, 0],
    [1164 * unitsPerPixel, 0],
    [
      [0, jade],
      [0.5, '#2C8FA0'],
      [1, gold],
    ],
  ) +
  radial('ck', [0, 0], 244 * unitsPerPixel, [
    [0, gold],
    [0.55, '#1C8A75'],
    [1, jade],
  ]) +
  radial('cl', [0, 0], 84 * unitsPerPixel, [
    [0, '#F2DFA6'],
    [0.62, '#DDEFE6'],
    [1, '#9FD6C4'],
  ]) +
  clip('cc', { x: 232, y: 24, width: 932, height: 792 }) +
  clip('cd', { x: 24, y: 24, width: 208, height: 792 })

const paper = () => `<rect width="${width}" height="${height}" fill="#FFFFFF"/>${rectangle({ x: 24, y: 24, width: 1140, height: 792 }, 'fill="url(#cp)"')}`

/** Two families of drifting waves, their colour running across the sheet. */
const field = () => {
  const wave = (long: number, high: number, short: number, low: number, phase: number) =>
    trace(x => [x, high * Math.sin((turn * x) / long + phase) + low * Math.sin((turn * x) / short)], 150, 1180, 40)
  const first = lines(ink('url(#cw)', 0.42, 0.15), drifting('cwa', wave(412, 15, 171, 4, 0), { count: 92, x: 0.55, y: 9.2 }))
  const second = lines(ink('url(#cw)', 0.42, 0.12), drifting('cwb', wave(530, 19, 143, 3, 2), { count: 92, x: -0.7, y: 9.2 }))
  return group('clip-path="url(#cc)"', inUnits(first + second))
}

/** The knot in fine lines inside a rosette. */
const watermark = () => {
  const rose = rosette('cr', { outer: 228, inner: 192, lobes: 54, waves: 17, outerSwell: 0.016, innerSwell: 0.02, innerPhase: Math.PI, samples: 330 })
  const mark = path(linedKnot({ radius: 144, width: 43, gap: 6 }, 14), `fill="none" stroke-linejoin="round" ${ink('url(#ck)', 0.46, 0.27)}`)
  return moved(880, 400, inUnits(lines(ink('url(#ck)', 0.45, 0.085), rose) + mark))
}

const stub = () => {
  const column = (wave: { amplitude: number; period: number; beat: number; depth: number; sign: 1 | -1 }) => (phase: number) =>
    trace(
      y => [
        128 +
          wave.amplitude *
            (1 - wave.depth + wave.sign * wave.depth * Math.cos((turn * (y - 420)) / (wave.period * wave.beat))) *
            Math.cos((turn * (y - 420)) / wave.period + phase),
        y,
      ],
      20,
      820,
      66,
    )
  const light = lines(ink('#BDE8DA', 0.42, 0.4), family(26, column({ amplitude: 97, period: 198, beat: 4 / 3, depth: 0.2, sign: 1 })))
  const golden = lines(ink(pale, 0.42, 0.55), family(14, column({ amplitude: 97, period: 66, beat: 4, depth: 0.42, sign: -1 })))
  return rectangle({ x: 24, y: 24, width: 208, height: 792 }, 'fill="url(#cs)"') + group('clip-path="url(#cd)"', inUnits(light + golden))
}

const medallion = () => {
  const outer = rosette('c1', { outer: 84, inner: 60, lobes: 36, waves: 11, outerSwell: 0.035, innerSwell: 0.05, innerPhase: Math.PI, samples: 252 })
  const inner = rosette('c2', { outer: 63, inner: 44, lobes: 24, waves: 7, outerSwell: 0.04, innerSwell: 0.05, samples: 168 })
  const rose = inUnits(lines(ink('url(#cl)', 0.46, 0.95), outer) + lines(ink('url(#cl)', 0.42, 0.8), inner))
  const core = circle(43, 'fill="#07443A"') + circle(43, `fill="none" stroke="${pale}" stroke-width="1"`)
  return moved(128, 176, circle(88, 'fill="#07443A"') + rose + core + knot({ radius: 29, width: 7.2, gap: 2.3 }, '#F3E3B3'))
}

/** The dark field for the code and the number, and a rim round the stub. */
const panel = () =>
  rectangle({ x: 46, y: 548, width: 164, height: 244 }, 'rx="6" fill="#06382F"') +
  outline({ x: 46.5, y: 548.5, width: 163, height: 243 }, pale, { stroke: 0.8, radius: 6, opacity: 0.8 }) +
  outline({ x: 29.5, y: 29.5, width: 197, height: 781 }, pale, { stroke: 1, opacity: 0.75 })

const frame = () => {
  const border = chain({
    width: 890,
    height: 754,
    radius: 14,
    amplitude: 8.5,
    period: 20,
    count: 5,
    colours: [jade, gold],
    opacities: [0.9, 0.85],
    beat: 4,
    depth: 0.34,
  })
  return (
    outline({ x: 24.75, y: 24.75, width: 1138.5, height: 790.5 }, deep, { stroke: 1.5 }) +
    rectangle({ x: 232, y: 24, width: 2, height: 792 }, `fill="${gold}"`) +
    mirrored('cb', border, [698, 420]) +
    outline({ x: 240.25, y: 30.25, width: 915.5, height: 779.5 }, jade, { stroke: 0.56, opacity: 0.7 }) +
    outline({ x: 265.25, y: 55.25, width: 865.5, height: 729.5 }, jade, { stroke: 0.56, opacity: 0.8 }) +
    microFrame('cm', '考培练KPL结业证书COMPLETION', { x: 269, y: 59, width: 858, height: 722 }, { size: 3.3, colour: deep, opacity: 0.8 })
  )
}
