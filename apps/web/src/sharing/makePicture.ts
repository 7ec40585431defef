import type { CertificateNo } from '@wallet/shared/certificates/certificateNo'
import { stages, type Orientation } from '@wallet/shared/templates/stage'
import type { Box } from './arrangement.ts'
import { capture, gather, release } from './capture.ts'
import { faultOf, type Area, type Fault } from './check.ts'
import { breath, within } from './deadline.ts'

/** A poster that is to become a picture. */
export interface PosterOrder {
  readonly poster: HTMLElement
  readonly scale: number
  /** Where the certificate and the code stand on it. */
  readonly card: Box
  readonly code: Box
  /** What the code says. */
  readonly verifyUrl: string
  readonly certificateNo: CertificateNo
  readonly orientation: Orientation
  /** The certificate as the server draws it, without what the poster does not show. */
  readonly plainUrl: string
}
/** A picture that has been looked at: the poster, or in its stead the certificate alone. */
export interface Picture {
  readonly blob: Blob
  readonly kind: 'poster' | 'certificate'
  readonly width: number
  readonly height: number
}
/** What is being done, in this order; `falling` only where the poster did not come about. */
export const steps = ['gathering', 'drawing', 'checking'] as const
export type Step = (typeof steps)[number] | 'falling'

/** After so many milliseconds the certificate alone has to do; and after so many there has to be an answer. */
const patience = { poster: 4000, all: 6000 }
/** The width in which the server is asked for it. */
export const plainWidth = 1200

class Faulty extends Error {
  override readonly name = 'Faulty'
  constructor(fault: Fault) {
    super(`the picture is not right: ${fault}`)
  }
}

const areaOf = ([left, top, width, height]: Box, scale: number): Area => ({
  left: left * scale,
  top: top * scale,
  width: width * scale,
  height: height * scale,
})

const blobOf = (canvas: HTMLCanvasElement) =>
  new Promise<Blob>((resolve, reject) =>
    canvas.toBlob(blob => (blob ? resolve(blob) : reject(new Error('the browser could not write the picture'))), 'image/png'),
  )

const drawPoster = async ({ poster, scale, card, code, verifyUrl }: PosterOrder, say: (step: Step) => void, stop: AbortSignal): Promise<Picture> => {
  say('gathering')
  await gather(poster)
  stop.throwIfAborted()
  say('drawing')
  await breath()
  const [width, height] = [poster.offsetWidth * scale, poster.offsetHeight * scale]
  const canvas = await capture(poster, scale, stop)
  try {
    stop.throwIfAborted()
    say('checking')
    await breath()
    const measures = (wide: number, high: number) => wide === width && high === height
    const fault = await faultOf(canvas, { measures, card: areaOf(card, scale), code: areaOf(code, scale), leads: link => link === verifyUrl })
    if (fault) throw new Faulty(fault)
    return { blob: await blobOf(canvas), kind: 'poster', width, height }
  } finally {
    release(canvas)
  }
}

/** The certificate alone, from the server, looked at just the same. Its code may be older than the address the product has now. */
const fetchPlain = async ({ plainUrl, orientation, certificateNo }: PosterOrder, stop: AbortSignal): Promise<Picture> => {
  const answer = await fetch(plainUrl, { signal: stop })
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`)
  const blob = await answer.blob()
  const url = URL.createObjectURL(blob)
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    const { width, height } = stages[orientation]
    const whole = { left: 0, top: 0, width: image.naturalWidth, height: image.naturalHeight }
    const measures = (wide: number, high: number) => wide === plainWidth && Math.abs(high - (wide * height) / width) <= 1
    const fault = await faultOf(image, { measures, card: whole, code: whole, leads: link => link.endsWith(`/v/${certificateNo}`) })
    if (fault) throw new Faulty(fault)
    return { blob, kind: 'certificate', width: whole.width, height: whole.height }
  } finally {
    URL.revokeObjectURL(url)
  }
}

/** Makes the picture, and where that fails or takes too long, gets the certificate instead. Rejects where neither comes about, or where it is called off. */
export const makePicture = async (order: PosterOrder, say: (step: Step) => void, calledOff: AbortSignal): Promise<Picture> => {
  const began = performance.now()
  try {
    return await within(patience.poster, calledOff, stop => drawPoster(order, step => !stop.aborted && say(step), stop))
  } catch {
    calledOff.throwIfAborted()
    say('falling')
    return within(patience.all - (performance.now() - began), calledOff, stop => fetchPlain(order, stop))
  }
}
