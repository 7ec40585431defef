/** What a camera needs of the browser; tests bring their own. */
export interface CameraWorld {
  readonly isSecure: boolean
  readonly open: () => Promise<MediaStream>
  /** Whether it was allowed before; null where the browser does not tell. */
  readonly permission: () => Promise<PermissionStatus | null>
  readonly page: Pick<Document, 'hidden' | 'addEventListener' | 'removeEventListener'>
}

/** No height: with both, some browsers cut the picture to that shape. */
const wanted: MediaStreamConstraints = { audio: false, video: { facingMode: { ideal: 'environment' }, width: { ideal: 1920 } } }

export const browserWorld = (): CameraWorld => ({
  isSecure: isSecureContext,
  open: async () => {
    // Some browsers inside apps have none at all.
    if (!('mediaDevices' in navigator)) throw new DOMException('no camera here', 'NotFoundError')
    return navigator.mediaDevices.getUserMedia(wanted)
  },
  permission: async () => {
    try {
      return await navigator.permissions.query({ name: 'camera' })
    } catch {
      return null
    }
  },
  page: document,
})
