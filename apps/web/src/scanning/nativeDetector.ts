/** The part of the browser's own detector that is used here: https://wicg.github.io/shape-detection-api */
interface Detector {
  readonly detect: (source: HTMLVideoElement | HTMLImageElement) => Promise<readonly { readonly rawValue: string }[]>
}
interface DetectorClass {
  new (options: { formats: string[] }): Detector
  readonly getSupportedFormats: () => Promise<readonly string[]>
}
declare global {
  // Not in every browser, and not in TypeScript.
  var BarcodeDetector: DetectorClass | undefined
}

/** What the browser itself sees on a picture; null where it cannot see codes, as on phones without the service it asks. */
export type See = (source: HTMLVideoElement | HTMLImageElement) => Promise<readonly string[] | null>

export const nativeDetector = (): See => {
  let detector = detectorOf(globalThis.BarcodeDetector)
  return async source => {
    try {
      const found = await (await detector)?.detect(source)
      return found ? found.map(({ rawValue }) => rawValue) : null
    } catch {
      // It promised and could not: it is not asked again.
      detector = Promise.resolve(null)
      return null
    }
  }
}

const detectorOf = async (made: DetectorClass | undefined): Promise<Detector | null> => {
  const formats = (await made?.getSupportedFormats().catch(() => [])) ?? []
  return made && formats.includes('qr_code') ? new made({ formats: ['qr_code'] }) : null
}
