import type { ChartOption, Context } from './chart.ts'
import { chartFont, type Shape } from './shapes.ts'

/** What all options begin with. Nothing moves: a wall that refreshes all day keeps still. */
export const plain = ({ tokens, u }: Context): ChartOption => ({
  animation: false,
  backgroundColor: 'transparent',
  textStyle: { fontFamily: chartFont, color: tokens.text, fontSize: 18 * u },
})

/**
 * An option that draws shapes in the pixels of its box: for charts whose layout is the point. Each drawing replaces the one before as a whole:
 * merged by their places, a frame would keep the fill of the cell that was there.
 */
export const drawing = (context: Context, shapes: readonly Shape[]): ChartOption => ({
  ...plain(context),
  series: [
    { type: 'custom', coordinateSystem: 'none', clip: false, data: [0], renderItem: () => ({ type: 'group', $mergeChildren: false, children: [...shapes] }) },
  ],
})

/** A tooltip that is drawn as text, without a shadow, and stays within the chart. */
export const tooltip = ({ tokens, u, isPointedAt }: Context, words: (index: number) => string): ChartOption => ({
  tooltip: {
    show: isPointedAt,
    trigger: 'axis',
    renderMode: 'richText',
    confine: true,
    transitionDuration: 0,
    backgroundColor: tokens.surface,
    borderColor: tokens.mark,
    borderWidth: 1,
    shadowBlur: 0,
    shadowColor: 'transparent',
    padding: [10 * u, 14 * u],
    textStyle: { color: tokens.text, fontSize: 18 * u, lineHeight: 28 * u, fontFamily: chartFont },
    axisPointer: { type: 'shadow', z: -1, shadowStyle: { color: tokens.stripe, opacity: 1 }, lineStyle: { color: tokens.mark }, label: { show: false } },
    formatter: points => words([points].flat()[0]?.dataIndex ?? 0),
  },
})
