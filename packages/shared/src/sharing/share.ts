import { z } from 'zod'
import { Verdict } from '../verification/verdict.ts'

/** So many links to one certificate may be open at a time. */
export const openSharesLimit = 20

/** What the holder decides when a link is made: whether it says the whole name and the score, and when it ends (UTC; null or absent: not by itself). */
export const ShareOrder = z
  .strictObject({
    showName: z.boolean(),
    showScore: z.boolean().optional().describe('Absent: false'),
    expiresAt: z.iso.datetime({ offset: true }).nullable().optional(),
  })
  .meta({ id: 'ShareOrder' })
export type ShareOrder = z.infer<typeof ShareOrder>

/** A link as its holder sees it later. The token itself is told once, when the link is made; `tokenHash` names it from then on. */
export const Share = z
  .object({
    tokenHash: z.string().describe('SHA-256 of the token, hexadecimal: names the link when it is taken back'),
    showName: z.boolean(),
    showScore: z.boolean(),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime().nullable(),
    withdrawnAt: z.iso.datetime().nullable(),
    isOpen: z.boolean().describe('Neither taken back nor expired'),
  })
  .meta({ id: 'Share' })
export type Share = z.infer<typeof Share>

/** A link just made: the only answer that holds the token. */
export const NewShare = Share.extend({ token: z.string(), url: z.string() }).meta({ id: 'NewShare' })
export type NewShare = z.infer<typeof NewShare>

/** What anyone with the link may see: the live verdict, with the name as the holder shares it, and the picture (WebP or PNG, `?width=`). */
export const SharedCertificate = z
  .object({
    verdict: Verdict,
    orientation: z.enum(['landscape', 'portrait']),
    pngUrl: z.string(),
    webpUrl: z.string(),
    expiresAt: z.iso.datetime().nullable().describe('When the link ends by itself'),
  })
  .meta({ id: 'SharedCertificate' })
export type SharedCertificate = z.infer<typeof SharedCertificate>
