import type { Certificate } from '@wallet/shared/certificates/certificate'
import { keepFile, keepFiles, recallFile } from '../session/memory.ts'
import { mine } from '../session/session.ts'
import { pictureUrl, thumbUrl, type Pictured } from './copyUrls.ts'

// On this device: a thumbnail of each certificate (some 10 kB), the picture of the newest and of those opened lately (some 200 kB).
const thumbs = `${mine}thumbs`
const pictures = `${mine}pictures`
const most = 30

/** Keeps what the wallet shows, so that it can be shown without a network. */
export const keepWalletPictures = async (certificates: readonly Certificate[]) => {
  await keepFiles(thumbs, certificates.map(thumbUrl))
  const newest = certificates[0]
  if (newest) await keepPicture(newest)
}
/** Keeps the picture of a certificate that was opened. */
export const keepPicture = (certificate: Pictured) => keepFile(pictures, pictureUrl(certificate), most)

export const keptPicture = async (url: string): Promise<Blob | null> => (await recallFile(thumbs, url)) ?? recallFile(pictures, url)
