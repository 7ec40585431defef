import type { CoverageCell, CoverageHeat, RequiredCertificate } from '@wallet/shared/dashboards/coverage'
import type { Opening } from '@wallet/shared/dashboards/opening'
import { cell, type Chart, type Context, type Speech } from './chart.ts'
import { drawing } from './drawing.ts'
import { roomFor } from './ems.ts'
import { rowsWithRest } from './fitting.ts'
import { called, titleAbout } from './named.ts'
import { count, counted, percentDown, percentWords } from './numbers.ts'
import { disc, door, fallen, line, text, type Shape } from './shapes.ts'

interface Bar extends CoverageCell {
  readonly certificate: RequiredCertificate
  readonly missing: number
  readonly percent: number
  readonly opens: Opening
}
const leastRow = 40
/** Where the line would be shorter than this, how many are missing stands in the table only. */
const shortest = 90

/** The unit's required certificates, the worst first. */
const barsOf = ({ certificates, whole }: CoverageHeat): Bar[] =>
  certificates
    .flatMap((certificate, index) => {
      const its = whole.cells[index]
      const opens: Opening = { of: 'missing', unitId: whole.unit.id, templateId: certificate.id }
      return its ? [{ ...its, certificate, missing: its.required - its.covered, percent: percentDown(its.covered, its.required), opens }] : []
    })
    .sort((a, b) => a.covered / a.required - b.covered / b.required || b.missing - a.missing)

/** Coverage by certificate, for phones: where the map of units × certificates has no room. */
export const coverageBars: Chart<CoverageHeat> = {
  title: (data, speech) => {
    const [worst] = barsOf(data)
    if (!worst) return speech.say('dashboards.coverage.nothingRequired')
    if (worst.missing === 0) return speech.say('dashboards.coverage.complete')
    const n = counted(worst.missing, speech.locale)
    return titleAbout(called(worst.certificate, speech), speech, certificate => speech.say('dashboards.coverage.worstCertificate', { certificate, n }))
  },
  waitsFor: (data, { say }) => (barsOf(data).length === 0 ? say('dashboards.coverage.waits') : null),
  twin: (data, speech) => ({
    head: [speech.say('dashboards.head.certificate'), speech.say('dashboards.head.coverage'), speech.say('dashboards.head.missing')],
    rows: barsOf(data).map(({ certificate, percent, missing, opens }) => [
      cell(called(certificate, speech), opens),
      cell(percentWords(percent, speech.locale)),
      cell(count(missing, speech.locale)),
    ]),
  }),
  option: (data, context) => {
    const { u, height } = context
    const { shown, rowHeight, left } = rowsWithRest(barsOf(data), height - 22 * u, leastRow * u)
    const scale = scaleOf(shown, context)
    const rows = shown.flatMap((bar, index) => rowOf(bar, { y: index * rowHeight, height: rowHeight }, scale, data.aims.floor, context))
    const rest =
      left > 0
        ? [
            text(context, [0, rowHeight * shown.length + (leastRow / 2) * u], restWords(left, context), {
              colour: context.tokens.sub,
              size: 18,
              room: context.width,
            }),
          ]
        : []
    return drawing(context, [...rows, ...rest, ...axisOf(scale, rowHeight * shown.length, data.aims.floor, context)])
  },
}

const restWords = (n: number, { say, locale }: Speech) => say('dashboards.more', { n: counted(n, locale) })

interface Scale {
  readonly start: number
  readonly left: number
  readonly right: number
  readonly missingRoom: number
  readonly at: (percent: number) => number
}

/** Positions may start elsewhere than at 0; where is printed. */
const scaleOf = (bars: readonly Bar[], context: Context): Scale => {
  const { u, width } = context
  const names = bars.map(({ certificate }) => called(certificate, context))
  const words =
    roomFor(
      bars.map(bar => missingWords(bar, context)),
      18,
    ) * u
  const left = Math.min(roomFor(names, 20) * u, 0.36 * width) + 12 * u
  const missingRoom = width - words - 92 * u - left > shortest * u ? words : 0
  const right = width - missingRoom - 92 * u
  const start = Math.min(70, Math.floor(Math.min(...bars.map(({ percent }) => percent)) / 10) * 10)
  return { start, left, right, missingRoom, at: percent => left + ((percent - start) / (100 - start)) * (right - left) }
}

const missingWords = ({ missing }: Bar, { say, locale }: Speech) => say('dashboards.missing', { n: counted(missing, locale) })

const rowOf = (bar: Bar, { y, height }: { readonly y: number; readonly height: number }, scale: Scale, floor: number, context: Context): Shape[] => {
  const { tokens, u, width, locale } = context
  const [middle, x, isLow] = [y + height / 2, scale.at(bar.percent), bar.percent < floor]
  return [
    text(context, [0, middle], called(bar.certificate, context), { colour: tokens.text, room: scale.left - 12 * u }),
    line([scale.left, middle], [scale.right, middle], tokens.line, Math.max(1, u)),
    isLow ? fallen([x, middle], 9 * u, tokens.expiring) : disc([x, middle], 7 * u, tokens.covered),
    text(context, [width - scale.missingRoom - 12 * u, middle], percentWords(bar.percent, locale), {
      colour: isLow ? tokens.expiring : tokens.text,
      size: 22,
      isBold: true,
      align: 'right',
      room: 72 * u,
    }),
    ...(scale.missingRoom > 0
      ? [text(context, [width, middle], missingWords(bar, context), { colour: tokens.sub, size: 18, align: 'right', room: scale.missingRoom })]
      : []),
    door({ x: 0, y, width, height }, bar.opens),
  ]
}

/** Where the line starts and ends, and the floor between them; what would stand on the floor's number is left out. */
const axisOf = ({ start, at }: Scale, bottom: number, floor: number, context: Context): Shape[] => {
  const { tokens, u, height, locale } = context
  const y = height - 10 * u
  const number = (percent: number, align: 'left' | 'center' | 'right', colour: string) =>
    text(context, [at(percent), y], percentWords(percent, locale), { colour, size: 18, align, room: 60 * u })
  const isApart = (percent: number) => Math.abs(at(percent) - at(floor)) > 76 * u
  return [
    line([at(floor), 0], [at(floor), bottom], tokens.text, Math.max(1, u), [3 * u, 3 * u]),
    number(floor, 'center', tokens.text),
    ...(isApart(start) ? [number(start, 'left', tokens.sub)] : []),
    ...(isApart(100) ? [number(100, 'right', tokens.sub)] : []),
  ]
}
