/** Why a file could not be shown as a picture; phones save photos in a format (HEIC) that not every browser shows. */
export type FileTrouble = 'heic' | 'unreadable'

const isHeic = ({ name, type }: File) => /hei[cf]/i.test(type) || /\.hei[cf]$/i.test(name)

/** Shows a chosen file as a picture, turned upright as its camera was held, and puts it away again when it has been used. */
export const withPicture = async <T>(file: File, use: (picture: HTMLImageElement) => Promise<T>): Promise<T | FileTrouble> => {
  const picture = new Image()
  const address = URL.createObjectURL(file)
  try {
    // Only its size is read here: how much of it has to be unpacked is seen when it is drawn.
    const isShown = await new Promise<boolean>(resolve => {
      picture.addEventListener('load', () => resolve(picture.naturalWidth > 0))
      picture.addEventListener('error', () => resolve(false))
      picture.src = address
    })
    return isShown ? await use(picture) : isHeic(file) ? 'heic' : 'unreadable'
  } finally {
    URL.revokeObjectURL(address)
  }
}
