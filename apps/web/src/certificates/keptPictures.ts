import type { Certificate } from '@wallet/shared/certificates/certificate'
import { isOver } from '@wallet/shared/certificates/status'
import { keepFile, keepFiles, recallFile } from '../session/memory.ts'
import { mine } from '../session/session.ts'

type Pictured = Pick<Certificate, 'certificateNo' | 'svgUrl' | 'imageUrl' | 'pdfUrl' | 'status'>

// On this device: a thumbnail of each certificate (some 10 kB), the picture of the newest and of those opened lately (some 200 kB).
const thumbs = `${mine}thumbs`
const pictures = `${mine}pictures`
const most = 30

/** A copy of a certificate that is over is greyed. */
const greyed = (url: string, { status }: Pictured) => (isOver(status) ? `${url}${url.includes('?') ? '&' : '?'}variant=void` : url)

/** Where the picture of a certificate is. */
export const pictureUrl = (certificate: Pictured) => greyed(certificate.svgUrl, certificate)
/** As large as a list shows it. */
export const thumbUrl = (certificate: Pictured) => greyed(`/api/certificates/${certificate.certificateNo}/file.webp?width=320`, certificate)
export const pngUrl = (certificate: Pictured) => greyed(`${certificate.imageUrl}?width=2376`, certificate)
/** The sheet to print; null where there is none. */
export const pdfUrl = (certificate: Pictured) => certificate.pdfUrl && greyed(certificate.pdfUrl, certificate)

/** Keeps what the wallet shows, so that it can be shown without a network. */
export const keepWalletPictures = async (certificates: readonly Certificate[]) => {
  await keepFiles(thumbs, certificates.map(thumbUrl))
  const newest = certificates[0]
  if (newest) await keepPicture(newest)
}
/** Keeps the picture of a certificate that was opened. */
export const keepPicture = (certificate: Pictured) => keepFile(pictures, pictureUrl(certificate), most)

export const keptPicture = async (url: string): Promise<Blob | null> => (await recallFile(thumbs, url)) ?? recallFile(pictures, url)
