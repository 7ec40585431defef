import type { Orientation } from '@wallet/shared/templates/stage'
import type { Format } from './choices.ts'

/** Left, top, width and height in whole CSS pixels: half ones are drawn differently by every engine. */
export type Box = readonly [left: number, top: number, width: number, height: number]

/** The texts of a poster. Which of them there are depends on its look, and on what it shows. */
export const textNames = ['maker', 'day', 'greeting', 'headline', 'praise', 'name', 'done', 'score', 'scan', 'number', 'issued'] as const
export type TextName = (typeof textNames)[number]

/** Where a text stands, between which sizes it may be set, and where its lines begin. */
export interface Place {
  readonly box: Box
  readonly sizes: readonly [largest: number, smallest: number]
  readonly align: 'start' | 'center' | 'end'
  /** Whether it hangs from the top of its box; otherwise it stands in the middle. */
  readonly hangs: boolean
}
/** Where everything stands. The ground has shapes only; nothing else overlaps. */
export interface Arrangement {
  readonly card: Box
  readonly code: Box
  readonly rosette: Box
  readonly rule?: Box
  readonly mark?: Box
  readonly texts: Partial<Readonly<Record<TextName, Place>>>
}
/** What an arrangement depends on. `code` is the side of the QR code with its margin: a longer link needs a larger one. */
export interface Occasion {
  readonly format: Format
  readonly orientation: Orientation
  readonly code: number
  readonly hasName: boolean
  readonly hasScore: boolean
}

export const text = (box: Box, sizes: Place['sizes'], align: Place['align'] = 'start', hangs = false): Place => ({ box, sizes, align, hangs })
/** A text that hangs from the top of its box. */
export const hanging = (box: Box, sizes: Place['sizes'], align: Place['align'] = 'start'): Place => text(box, sizes, align, true)

export const small = [12, 9] as const
