import type { Context } from './chart.ts'
import { roomFor } from './ems.ts'

/** Ends of an axis in steps that people count in: 1, 2 or 5 with zeros, at most four of them. Bars start at 0. */
export const scaleUpTo = (max: number): { readonly top: number; readonly step: number } => {
  const rough = Math.max(1, max) / 4
  const size = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(1, size * ([1, 2, 5, 10].find(factor => factor * size >= rough) ?? 10))
  return { top: Math.max(1, Math.ceil(max / step)) * step, step }
}

/** Whether a name has room on an axis: all of them, or every second, third … counted from the last. */
export const hasRoom = (names: readonly string[], slot: number, { u }: Pick<Context, 'u'>) => {
  const widest = roomFor(names, 18) * u
  const every = Math.max(1, Math.ceil(widest / Math.max(1, slot)))
  return (index: number): boolean => (names.length - 1 - index) % every === 0
}

/** How names stand below bars. */
export const nameLabel = ({ tokens, u }: Context) => ({ color: tokens.sub, fontSize: 18 * u, interval: 0, hideOverlap: false, margin: 8 * u }) as const

/** The line that bars stand on. */
export const baseline = ({ tokens }: Context) => ({ axisLine: { lineStyle: { color: tokens.mark } }, axisTick: { show: false } }) as const

/** An axis of values: hairlines with a number at each, no line of its own. */
export const values = ({ tokens, u }: Context) =>
  ({
    type: 'value',
    splitLine: { lineStyle: { color: tokens.line } },
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { color: tokens.sub, fontSize: 18 * u },
  }) as const
