/**
 * What draws a poster and what reads its code: large, so that no other page has them. An app that was updated meanwhile no longer
 * has this version's files. Elsewhere the page then begins anew; here the certificate itself is at hand, so that it need not.
 */
const stay = (event: Event) => event.stopImmediatePropagation()
const withoutReload = async <T>(load: () => Promise<T>): Promise<T> => {
  addEventListener('vite:preloadError', stay, true)
  try {
    return await load()
  } finally {
    removeEventListener('vite:preloadError', stay, true)
  }
}

export const drawingTool = () => withoutReload(async () => (await import('html2canvas')).default)
export const readingTool = () => withoutReload(async () => (await import('qr/decode.js')).decodeQR)

/** Fetches both before they are needed; whether it works is seen when they are. */
export const fetchTools = (): void => {
  Promise.all([drawingTool(), readingTool()]).catch(() => {})
}
