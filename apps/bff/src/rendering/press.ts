import { createWorkshop } from './workshop.ts'
import type { Drawing } from './drawing.ts'
import type { Repainted } from './repaint.ts'

/** Recorded with each copy. Raised where copies come out differently. */
export const pressVersion = 'press-1'

/** A certificate as a sheet to print. */
export interface Sheet {
  /** The picture as it is to be seen: as frozen, or faded. */
  readonly svg: string
  /** What it was drawn from: the text that can be selected is laid over the picture from this. */
  readonly drawing: Drawing
  /** In the file's properties. */
  readonly title: string
  readonly author: string
  /** The instant of issue: the same sheet always gives the same bytes. */
  readonly issuedAt: Date
}

export interface RasterOptions {
  readonly format: 'png' | 'webp'
  /** In pixels; the height follows. */
  readonly width: number
}

/**
 * Makes copies of a picture that was drawn once and for all. Works beside the renderer, so that nobody who issues waits for it. Refused as
 * `unavailable` where too many wait, and with `render_timeout`. Those who ask take turns: `asker` says who it is.
 */
export interface Press {
  readonly version: string
  /** The picture as pixels, so many wide. */
  raster(svg: string, options: RasterOptions, asker?: string): Promise<Buffer>
  /** One sheet of A4. */
  pdf(sheet: Sheet, asker?: string): Promise<Buffer>
  /** A picture that somebody sent, as WebP, without anything but what is to be seen; refused as `media_damaged`, `media_too_many_pixels` or `picture_moving`. */
  picture(bytes: Buffer, asker?: string): Promise<Repainted & { readonly bytes: Buffer }>
  /** Ends the process; what still waits is refused as `unavailable`. */
  close(): Promise<void>
}

/** What the server asks of the press. */
export type PressTask =
  | ({ readonly kind: 'raster'; readonly svg: string } & RasterOptions)
  | ({ readonly kind: 'pdf' } & Sheet)
  | { readonly kind: 'picture'; readonly bytes: Uint8Array }

/** What it answers. */
export type PressResult = Uint8Array | Repainted

interface Options {
  readonly limitMs?: number
  readonly idleMs?: number
  /** What runs in the process. */
  readonly script?: URL
}

// A wallet opened for the first time asks for all its thumbnails at once.
const lanes = [{ most: 400, mostEach: 120 }]
/** Milliseconds for a picture that somebody sent: others wait meanwhile. */
const pictureLimitMs = 8_000

/** The press, in a process of its own that starts when somebody asks and ends when nobody has for some minutes. */
export const startPress = ({ limitMs = 20_000, idleMs = 300_000, script = new URL('./pressWorker.ts', import.meta.url) }: Options = {}): Press => {
  const workshop = createWorkshop<PressTask, PressResult>({ name: 'press', script, limitMs, lanes, idleMs })
  const print = async (task: PressTask, asker = '') => Buffer.from(bytesIn(await workshop.ask(task, { asker })))
  return {
    version: pressVersion,
    raster: (svg, options, asker) => print({ kind: 'raster', svg, ...options }, asker),
    pdf: (sheet, asker) => print({ kind: 'pdf', ...sheet }, asker),
    picture: async (bytes, asker = '') => {
      const picture = paintedIn(await workshop.ask({ kind: 'picture', bytes }, { asker }, Math.min(pictureLimitMs, limitMs)))
      return { ...picture, bytes: Buffer.from(picture.bytes) }
    },
    close: () => workshop.close(),
  }
}

const bytesIn = (result: PressResult): Uint8Array => (result instanceof Uint8Array ? result : failAs('bytes'))
const paintedIn = (result: PressResult): Repainted => (result instanceof Uint8Array ? failAs('a picture') : result)
const failAs = (expected: string): never => {
  throw new Error(`the press did not answer with ${expected}`)
}
