import type { Certificate } from '@wallet/shared/certificates/certificate'
import type { Locale } from '@wallet/shared/session/session'
import { isOver } from '@wallet/shared/certificates/status'

/** As much of a certificate as says where its pictures are. */
export type Pictured = Pick<Certificate, 'certificateNo' | 'svgUrl' | 'imageUrl' | 'pdfUrl' | 'status'>

/** A copy of a certificate that is over is greyed. */
const greyed = (url: string, { status }: Pictured) => (isOver(status) ? `${url}${url.includes('?') ? '&' : '?'}variant=void` : url)

/** The frozen picture. */
export const pictureUrl = (certificate: Pictured) => greyed(certificate.svgUrl, certificate)
/** As large as a list shows it. */
export const thumbUrl = (certificate: Pictured) => greyed(`/api/certificates/${certificate.certificateNo}/file.webp?width=320`, certificate)
/** To be kept, as fine as print; and to be sent on, a quarter of that. */
export const finePngUrl = (certificate: Pictured) => greyed(`${certificate.imageUrl}?width=2376`, certificate)
export const pngUrl = (certificate: Pictured) => greyed(`${certificate.imageUrl}?width=1200`, certificate)
/** The sheet to print; null where there is none. */
export const pdfUrl = (certificate: Pictured) => certificate.pdfUrl && greyed(certificate.pdfUrl, certificate)
/** What an archive holds of it: asked for ahead, the archive is quick. */
export const archivedUrls = (certificate: Pictured) => [certificate.pdfUrl, certificate.imageUrl].flatMap(url => (url ? [greyed(url, certificate)] : []))
/** Its end, for a calendar. */
export const calendarUrl = ({ certificateNo }: Pictured, lang: Locale) => `/api/certificates/${certificateNo}/calendar.ics?lang=${lang}`
