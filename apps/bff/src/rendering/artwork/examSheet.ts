import { chain, drifting, mirrored, rosette } from './engraving.ts'
import { knot } from './knot.ts'
import { microFrame } from './letters.ts'
import { circle, clip, group, ink, inUnits, linear, lines, moved, outline, radial, rectangle, sheet, trace, turn, unitsPerPixel } from './pen.ts'

const [width, height] = [1188, 840]
const navy = '#12295C'
const blue = '#2F62A8'
const red = '#A8483F'
const light = '#FAFBFE'

/** Exam: the classic diploma, a full frame of two inks with rosettes at its corners. */
export const examSheet = (): string => sheet(width, height, definitions(), paper() + field() + watermark() + frame() + corners() + cartouche())

const definitions = () =>
  linear(
    'ep',
    [0, 0],
    [width, height],
    [
      [0, '#FCFDFE'],
      [0.5, '#F3F6FB'],
      [1, '#FCFAF8'],
    ],
  ) +
  linear(
    'ew',
    [96 * unitsPerPixel, 0],
    [1092 * unitsPerPixel, 0],
    [
      [0, blue],
      [0.5, '#9A6A8A'],
      [1, blue],
    ],
  ) +
  radial('ek', [0, 0], 240 * unitsPerPixel, [
    [0, '#D0584C'],
    [0.45, '#7A74C4'],
    [1, '#2F74C8'],
  ]) +
  radial('ec', [0, 0], 44 * unitsPerPixel, [
    [0, red],
    [0.5, blue],
    [1, navy],
  ]) +
  clip('ee', { x: 98, y: 98, width: 992, height: 644 })

const paper = () => `<rect width="${width}" height="${height}" fill="#FFFFFF"/>${rectangle({ x: 24, y: 24, width: 1140, height: 792 }, 'fill="url(#ep)"')}`

const field = () => {
  const wave = (long: number, high: number, short: number, low: number, phase: number) =>
    trace(x => [x, high * Math.sin((turn * x) / long + phase) + low * Math.sin((turn * x) / short)], 40, 1150, 44)
  const first = lines(ink('url(#ew)', 0.4, 0.13), drifting('ewa', wave(372, 13, 149, 3, 0), { count: 80, x: 0.5, y: 9 }))
  const second = lines(ink('url(#ew)', 0.4, 0.11), drifting('ewb', wave(298, 13, 211, 4, 2.2), { count: 80, x: -0.6, y: 9 }))
  return group('clip-path="url(#ee)"', inUnits(first + second))
}

const watermark = () => {
  const roses =
    rosette('e1', { outer: 240, inner: 176, lobes: 60, waves: 17, outerSwell: 0.016, innerSwell: 0.028, innerPhase: Math.PI, samples: 360 }) +
    rosette('e2', { outer: 182, inner: 112, lobes: 45, waves: 13, outerSwell: 0.024, innerSwell: 0.04, samples: 270 }) +
    rosette('e3', { outer: 116, inner: 40, lobes: 30, waves: 11, outerSwell: 0.035, innerSwell: 0.09, innerPhase: Math.PI, samples: 180 })
  return moved(594, 424, inUnits(lines(ink('url(#ek)', 0.45, 0.085), roses)))
}

const frame = () => {
  const border = chain({
    width: 1070,
    height: 722,
    radius: 26,
    amplitude: 23,
    period: 27,
    count: 8,
    colours: [navy, blue],
    opacities: [0.92, 0.85],
    beat: 4,
    depth: 0.3,
  })
  return (
    outline({ x: 24.8, y: 24.8, width: 1138.4, height: 790.4 }, navy, { stroke: 1.6, radius: 26 }) +
    outline({ x: 30.25, y: 30.25, width: 1127.5, height: 779.5 }, navy, { stroke: 0.56, radius: 22 }) +
    mirrored('eb', border, [594, 420]) +
    outline({ x: 87.25, y: 87.25, width: 1013.5, height: 665.5 }, navy, { stroke: 0.56 }) +
    microFrame('em', '考培练KPL考试合格证书EXAMINATION', { x: 91, y: 91, width: 1006, height: 658 }, { size: 3.3, colour: navy, opacity: 0.85 }) +
    outline({ x: 95.4, y: 95.4, width: 997.2, height: 649.2 }, navy, { stroke: 0.8 })
  )
}

const corners = () => {
  const rose =
    rosette('ea', { outer: 44, inner: 22, lobes: 24, waves: 7, outerSwell: 0.05, innerSwell: 0.1, innerPhase: Math.PI, samples: 150 }) +
    rosette('ef', { outer: 22, inner: 7, lobes: 16, waves: 5, outerSwell: 0.1, innerSwell: 0.2, samples: 100 })
  const corner = circle(46, `fill="${light}"`) + inUnits(lines(ink('url(#ec)', 0.46, 0.95), rose)) + circle(4, `fill="${red}"`)
  return `<g id="eg" transform="translate(59 59)">${corner}</g><use href="#eg" x="1070"/><use href="#eg" y="722"/><use href="#eg" x="1070" y="722"/>`
}

/** The mark in a rosette, at the middle of the top. */
const cartouche = () => {
  const rose = rosette('eh', { outer: 40, inner: 27, lobes: 28, waves: 9, outerSwell: 0.045, innerSwell: 0.05, innerPhase: Math.PI, samples: 190 })
  const core =
    circle(25.5, `fill="${navy}"`) + circle(23.4, 'fill="none" stroke="#FFFFFF" stroke-width=".6"') + knot({ radius: 17, width: 4.4, gap: 1.5 }, '#FFFFFF')
  return moved(594, 62, circle(41, `fill="${light}"`) + inUnits(lines(ink(navy, 0.46, 0.95), rose)) + core)
}
