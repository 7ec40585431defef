import type { Opening } from '@wallet/shared/dashboards/opening'
import type { BarSeriesOption, CustomSeriesOption, LineSeriesOption } from 'echarts/charts'
import type { GridComponentOption, TooltipComponentOption } from 'echarts/components'
import type { ComposeOption } from 'echarts/core'
import type { Locale, Say } from '../../i18n/index.ts'
import type { ChartTokens } from './chartTokens.ts'

export type ChartOption = ComposeOption<BarSeriesOption | LineSeriesOption | CustomSeriesOption | GridComponentOption | TooltipComponentOption>

/** Whom a chart speaks to. */
export interface Speech {
  readonly say: Say
  readonly locale: Locale
  /** A title may go on to another line: then no name in it is cut. */
  readonly wraps?: boolean
}

/** Where a chart is drawn. */
export interface Context extends Speech {
  readonly tokens: ChartTokens
  /** Pixels of a unit: 1 on a wall of 1080 lines, 2 on one of 2160, 0.7 in the application. Every length is a multiple of it. */
  readonly u: number
  /** Of the box, in pixels. */
  readonly width: number
  readonly height: number
  /** Somebody can point at it: then bars and lines tell their figures. Nobody points at a wall. */
  readonly isPointedAt: boolean
}

/** A number or name of a table, and the people it opens. */
export interface TwinCell {
  readonly words: string
  readonly opens: Opening | null
}
/** A chart as a table: the same facts in the same words. The first cell of a row names it. */
export interface Twin {
  readonly head: readonly string[]
  readonly rows: readonly (readonly TwinCell[])[]
}

/** A chart: pure functions from data to what is said and drawn. */
export interface Chart<Data> {
  /** The answer, in a sentence. */
  readonly title: (data: Data, speech: Speech) => string
  /** Where there is nothing to draw: what will fill it. Otherwise null. */
  readonly waitsFor: (data: Data, speech: Speech) => string | null
  readonly twin: (data: Data, speech: Speech) => Twin
  /** Only asked where there is something to draw. */
  readonly option: (data: Data, context: Context) => ChartOption
}

export const cell = (words: string, opens: Opening | null = null): TwinCell => ({ words, opens })
