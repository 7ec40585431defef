import type { Certificate } from '@wallet/shared/certificates/certificate'
import { keepFiles, recallFile } from '../session/memory.ts'
import { mine } from '../session/session.ts'
import { isOver } from './certificateWords.ts'

const shelf = `${mine}pictures`
/** A wallet is shown from its beginning; a picture is some 200 kB. */
const count = 12

/** Where the picture of a certificate is: greyed once it is over. */
export const pictureUrl = ({ svgUrl, status }: Pick<Certificate, 'svgUrl' | 'status'>) => (isOver(status) ? `${svgUrl}?variant=void` : svgUrl)

/** Keeps the first pictures of the wallet on this device, so that they can be shown without a network. */
export const keepPictures = (certificates: readonly Certificate[]) => keepFiles(shelf, certificates.slice(0, count).map(pictureUrl))

export const keptPicture = (url: string) => recallFile(shelf, url)
