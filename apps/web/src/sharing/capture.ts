import { drawingTool } from './tools.ts'

/** How many pixels make one CSS pixel: whole ones, so that no line and no module falls between two. Beyond three nobody sees a difference, and phones limit a canvas. */
export const scaleFor = (devicePixelRatio: number): number => Math.min(3, Math.max(2, Math.ceil(devicePixelRatio)))

/** Phones keep a canvas's memory until it has no size. */
export const release = (canvas: HTMLCanvasElement): void => {
  canvas.width = canvas.height = 0
}

const fontPatienceMs = 1000
const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

/** Some browsers cannot decode a vector beforehand: that it is there has to do. */
const decoded = async (picture: HTMLImageElement) => {
  try {
    await picture.decode()
  } catch (thrown) {
    if (!picture.complete || picture.naturalWidth === 0) throw thrown
  }
}

/** Waits for every picture, and a while for the fonts: inside some apps they never say that they are ready. */
export const gather = async (poster: HTMLElement): Promise<void> => {
  const pictures = [...poster.querySelectorAll('img')].map(decoded)
  await Promise.all([...pictures, Promise.race([document.fonts.ready, pause(fontPatienceMs)])])
}

const removeFrames = () => {
  for (const frame of document.querySelectorAll('iframe.html2canvas-container')) frame.remove()
}
const isStyle = (element: Element) => element.tagName === 'STYLE' || (element instanceof HTMLLinkElement && element.rel === 'stylesheet')

/** Draws the poster as it stands on the page, unscaled. What it needed is put away also where it fails or is called off. */
export const capture = async (poster: HTMLElement, scale: number, stop: AbortSignal): Promise<HTMLCanvasElement> => {
  const html2canvas = await drawingTool()
  stop.throwIfAborted()
  const canvas = document.createElement('canvas')
  canvas.width = poster.offsetWidth * scale
  canvas.height = poster.offsetHeight * scale
  canvas.getContext('2d', { willReadFrequently: true })
  stop.addEventListener('abort', () => {
    release(canvas)
    removeFrames()
  })
  try {
    return await html2canvas(poster, {
      canvas,
      scale,
      width: poster.offsetWidth,
      height: poster.offsetHeight,
      scrollX: 0,
      scrollY: 0,
      backgroundColor: null,
      logging: false,
      // It copies the whole page: of that only the poster is wanted, and what gives it its style.
      ignoreElements: element => !element.contains(poster) && !poster.contains(element) && element !== document.head && !isStyle(element),
      onclone: (page, copy) => {
        page.body.replaceChildren(copy)
        copy.style.position = 'fixed'
        copy.style.inset = '0 auto auto 0'
        copy.style.transform = 'none'
      },
    })
  } catch (thrown) {
    release(canvas)
    throw thrown
  } finally {
    removeFrames()
  }
}
