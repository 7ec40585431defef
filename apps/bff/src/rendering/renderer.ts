import type { Reason } from '@wallet/shared/problem'
import { templateLimits } from '@wallet/shared/templates/template'
import type { TemplateSource } from './allowList.ts'
import type { Drawing, Picture } from './drawing.ts'
import { createWorkshop } from './workshop.ts'

export type { Drawing, Picture } from './drawing.ts'
export type { TemplateSource } from './allowList.ts'

/** Recorded with each certificate: the layout engine's version, and ours of the rules around it. Raise the second when pictures change. */
export const rendererVersion = 'takumi-2.16.3+1'

export interface Renderer {
  readonly version: string
  /** The picture of a certificate. Refused with `template_refused` or `render_timeout`. */
  draw(drawing: Drawing): Promise<Picture>
  /** The same for a look at it: gives way to certificates, and is refused as `unavailable` where too many wait. Those who look take turns. */
  preview(drawing: Drawing, asker?: string): Promise<Picture>
  /** The same for a picture that nobody waits for yet: gives way to all others. */
  drawLater(drawing: Drawing): Promise<Picture>
  /** Every reason against a template; empty where it may be saved. Gives way like a preview. */
  check(template: TemplateSource): Promise<readonly Reason[]>
  /** Ends the process; what still waits is refused as `unavailable`. */
  close(): Promise<void>
}

/** What the server asks of the drawing process, and what it answers. */
export type DrawingTask = { readonly kind: 'draw'; readonly drawing: Drawing } | { readonly kind: 'check'; readonly template: TemplateSource }
export type DrawingResult = Picture | readonly Reason[]

interface Options {
  readonly limitMs?: number
  /** What runs in the process. */
  readonly script?: URL
}

const certificates = { lane: 0 }
const looks = { lane: 1 }
const later = { lane: 2 }
/** No certificate is turned away. Twenty looks are enough for everybody who designs templates at once; beyond that somebody is flooding us. */
const lanes = [
  { most: Infinity, mostEach: Infinity },
  { most: 20, mostEach: 20 },
  { most: Infinity, mostEach: Infinity },
]

/**
 * Starts drawing in a process of its own, so that no template can hold up the server and what takes too long can be ended. The fonts
 * load in the background.
 */
export const startRenderer = ({ limitMs = templateLimits.compileMs, script = new URL('./worker.ts', import.meta.url) }: Options = {}): Renderer => {
  const workshop = createWorkshop<DrawingTask, DrawingResult>({ name: 'drawing process', script, limitMs, lanes })
  workshop.open()
  return {
    version: rendererVersion,
    draw: async drawing => pictureIn(await workshop.ask({ kind: 'draw', drawing }, certificates)),
    preview: async (drawing, asker = '') => pictureIn(await workshop.ask({ kind: 'draw', drawing }, { ...looks, asker })),
    drawLater: async drawing => pictureIn(await workshop.ask({ kind: 'draw', drawing }, later)),
    check: async template => reasonsIn(await workshop.ask({ kind: 'check', template }, looks)),
    close: () => workshop.close(),
  }
}

const pictureIn = (result: DrawingResult): Picture => ('svg' in result ? result : failAs('a picture'))
const reasonsIn = (result: DrawingResult): readonly Reason[] => ('svg' in result ? failAs('reasons') : result)
const failAs = (expected: string): never => {
  throw new Error(`the drawing process did not answer with ${expected}`)
}
