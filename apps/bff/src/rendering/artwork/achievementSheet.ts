import { chain, mirrored, rosette } from './engraving.ts'
import { microFrame } from './letters.ts'
import {
  circle,
  clip,
  decimals,
  group,
  ink,
  inUnits,
  linear,
  lines,
  moved,
  outline,
  path,
  radial,
  rectangle,
  sheet,
  trace,
  turn,
  twoDecimals,
  unitsPerPixel,
} from './pen.ts'

const [width, height] = [840, 1188]
const amber = '#8A5A00'
const gold = '#C2922F'
const red = '#A3281C'
const medalAt = 218

/** Achievement: gold on warm paper, upright, a medal with rays. */
export const achievementSheet = (): string => sheet(width, height, definitions(), paper() + rays() + watermark() + frame() + corners() + medal())

const definitions = () =>
  radial('ap', [420, 520], 760, [
    [0, '#FFFEFA'],
    [0.6, '#FFFAEC'],
    [1, '#F9EFD6'],
  ]) +
  radial('ar', [0, 0], 620 * unitsPerPixel, [
    [0, '#D9A93C', 0.55],
    [0.45, '#D9A93C', 0.3],
    [1, '#D9A93C', 0],
  ]) +
  radial('ak', [0, 0], 220 * unitsPerPixel, [
    [0, '#D2601F'],
    [0.5, '#D9A22C'],
    [1, '#B57A0A'],
  ]) +
  radial('am', [-26, -30], 130, [
    [0, '#FBEFC4'],
    [0.45, '#E2B955'],
    [1, '#A8741A'],
  ]) +
  radial('an', [-12, -14], 58, [
    [0, '#C4392B'],
    [1, '#8B1E15'],
  ]) +
  linear(
    'as',
    [0, -30],
    [0, 30],
    [
      [0, '#FFF3C9'],
      [1, '#E5B94E'],
    ],
  ) +
  clip('ac', { x: 82, y: 82, width: 676, height: 1024 })

const paper = () => `<rect width="${width}" height="${height}" fill="#FFFFFF"/>${rectangle({ x: 24, y: 24, width: 792, height: 1140 }, 'fill="url(#ap)"')}`

const rays = () => {
  const point = (radius: number, angle: number) =>
    `${Math.round(radius * unitsPerPixel * Math.cos(angle))} ${Math.round(radius * unitsPerPixel * Math.sin(angle))}`
  const d = Array.from({ length: 180 }, (_, index) => `M${point(128, (turn * index) / 180)}L${point(index % 2 ? 620 : 440, (turn * index) / 180)}`).join('')
  return group('clip-path="url(#ac)"', moved(420, medalAt, inUnits(path(d, `fill="none" ${ink('url(#ar)', 0.56)}`))))
}

const watermark = () => {
  const roses =
    rosette('a1', { outer: 218, inner: 164, lobes: 60, waves: 17, outerSwell: 0.016, innerSwell: 0.028, innerPhase: Math.PI, samples: 360 }) +
    rosette('a2', { outer: 170, inner: 84, lobes: 45, waves: 13, outerSwell: 0.024, innerSwell: 0.05, samples: 250 })
  return moved(420, 688, inUnits(lines(ink('url(#ak)', 0.45, 0.095), roses)))
}

const frame = () => {
  const border = chain({
    width: 734,
    height: 1082,
    radius: 22,
    amplitude: 17,
    period: 21,
    count: 7,
    colours: [amber, gold],
    opacities: [0.9, 0.95],
    beat: 5,
    depth: 0.4,
  })
  return (
    outline({ x: 24.9, y: 24.9, width: 790.2, height: 1138.2 }, amber, { stroke: 1.8 }) +
    outline({ x: 30.4, y: 30.4, width: 779.2, height: 1127.2 }, amber, { stroke: 0.56 }) +
    mirrored('ab', border, [420, 594]) +
    outline({ x: 75.5, y: 75.5, width: 689, height: 1037 }, amber, { stroke: 1 }) +
    microFrame('ae', '考培练KPL荣誉证书ACHIEVEMENT', { x: 79.5, y: 79.5, width: 681, height: 1029 }, { size: 3.3, colour: amber, opacity: 0.9 }) +
    outline({ x: 83.75, y: 83.75, width: 672.5, height: 1020.5 }, amber, { stroke: 0.56 })
  )
}

/** Quarter rosettes inside the frame, round bosses on its band. */
const corners = () => {
  const fan =
    rosette('a3', { outer: 66, inner: 38, lobes: 36, waves: 11, outerSwell: 0.035, innerSwell: 0.06, innerPhase: Math.PI, samples: 216 }) +
    rosette('a4', { outer: 39, inner: 10, lobes: 20, waves: 7, outerSwell: 0.06, innerSwell: 0.1, samples: 120 })
  const boss = rosette('a5', { outer: 21.2, inner: 7, lobes: 20, waves: 7, outerSwell: 0.06, innerSwell: 0.14, innerPhase: Math.PI, samples: 130 })
  const corner =
    group('clip-path="url(#aq)"', moved(84, 84, inUnits(lines(ink(gold, 0.45, 0.7), fan)))) +
    moved(53, 53, circle(22.6, 'fill="#FFF8E6"') + inUnits(lines(ink(amber, 0.46, 0.95), boss)) + circle(3.4, `fill="${red}"`))
  const copies = ['-1 0 0 1 840 0', '1 0 0 -1 0 1188', '-1 0 0 -1 840 1188'].map(matrix => `<use href="#ag" transform="matrix(${matrix})"/>`)
  return `${clip('aq', { x: 84, y: 84, width: 110, height: 110 })}<g id="ag">${corner}</g>${copies.join('')}`
}

const medal = () => {
  const scallops = trace(t => [(94 + 3.4 * Math.cos(36 * t)) * Math.cos(t), (94 + 3.4 * Math.cos(36 * t)) * Math.sin(t)], 0, turn, 180)
  const rim = rosette('a6', { outer: 116, inner: 89, lobes: 48, waves: 17, outerSwell: 0.022, innerSwell: 0.02, innerPhase: Math.PI, samples: 280 })
  const dial = rosette('a7', { outer: 82, inner: 50, lobes: 30, waves: 11, outerSwell: 0.03, innerSwell: 0.06, innerPhase: Math.PI, samples: 210 })
  const body =
    inUnits(
      path(`${scallops}z`, `fill="#FFF9EA" stroke="${amber}" stroke-width="${twoDecimals(0.6 * unitsPerPixel)}"`) + lines(ink('#B07A14', 0.45, 0.95), rim),
    ) +
    circle(84, 'fill="url(#am)"') +
    inUnits(lines(ink('#FFFBEA', 0.46, 0.75), dial)) +
    circle(49, 'fill="#7A5008"') +
    circle(47.4, 'fill="url(#an)"') +
    circle(43.6, 'fill="none" stroke="#F3D58A" stroke-width=".8"') +
    path(star(29, 1.5), 'fill="url(#as)"')
  return moved(420, medalAt, body)
}

const star = (radius: number, y: number) =>
  `${Array.from({ length: 10 }, (_, index) => {
    const reach = index % 2 ? radius * 0.382 : radius
    const angle = -Math.PI / 2 + (index * Math.PI) / 5
    return (index ? 'L' : 'M') + decimals([reach * Math.cos(angle), y + reach * Math.sin(angle)], 2)
  }).join('')}z`
