import { atMost, type Area, type Size } from './areas.ts'
import { startDecoder, type Decoder, type Glance } from './decoding.ts'
import { nativeDetector } from './nativeDetector.ts'

/** Where to look on a video: what the window shows, the middle of it, and what can be seen at all. */
export interface View {
  readonly window: Area
  readonly middle: Area
  readonly all: Area
}
/** Reads codes off moving and still pictures: with the browser's own detector where there is one, else with ours. */
export interface Reader {
  readonly glance: (video: HTMLVideoElement, view: View) => Promise<readonly string[]>
  readonly study: (picture: HTMLImageElement) => Promise<readonly string[]>
  readonly end: () => void
}

/** One glance sees what another does not, so they take turns; points as many as a phone looks at in a tenth of a second. */
const glances: readonly { readonly at: keyof View; readonly how: Glance; readonly points: number }[] = [
  { at: 'window', how: 'plain', points: 640_000 },
  { at: 'all', how: 'sharp', points: 1_500_000 },
  { at: 'window', how: 'plain', points: 640_000 },
  { at: 'middle', how: 'large', points: 300_000 },
]
/** Larger pictures show no more codes, and some phones could not hold them. */
const studiedPoints = 7_500_000

export const createReader = (): Reader => {
  const see = nativeDetector()
  const grab = createGrabber()
  let decoder: Decoder | null = null
  const ours = () => (decoder ??= startDecoder())
  let turn = 0
  return {
    glance: async (video, view) => {
      const seen = await see(video)
      if (seen) return seen
      const { at, how, points } = glances[turn++ % glances.length] ?? { at: 'window', how: 'plain', points: 640_000 }
      return ours().read(grab(video, view[at], atMost(view[at], points)), how)
    },
    study: async picture => {
      const seen = await see(picture)
      if (seen && seen.length > 0) return seen
      const whole = { left: 0, top: 0, width: picture.naturalWidth, height: picture.naturalHeight }
      return ours().read(createGrabber()(picture, whole, atMost(whole, studiedPoints)), 'study')
    },
    end: () => decoder?.end(),
  }
}

/** Copies parts of pictures as pixels, always over the same canvas. */
const createGrabber = () => {
  const canvas = document.createElement('canvas')
  const brush = canvas.getContext('2d', { willReadFrequently: true })
  return (source: HTMLVideoElement | HTMLImageElement, { left, top, width, height }: Area, size: Size): ImageData => {
    if (!brush) throw new Error('this browser draws no pictures')
    if (canvas.width !== size.width) canvas.width = size.width
    if (canvas.height !== size.height) canvas.height = size.height
    // What is transparent is paper.
    brush.fillStyle = 'white'
    brush.fillRect(0, 0, size.width, size.height)
    brush.drawImage(source, left, top, width, height, 0, 0, size.width, size.height)
    return brush.getImageData(0, 0, size.width, size.height)
  }
}
