import { countRows, listTables } from '../src/operations/tableStore.ts'
import type { Browser, House } from './house.ts'

/** What anybody can ask about a certificate: the verdict, and the holder's picture and PDF. */
export const seenOf = async (house: House, issuer: Browser, certificateNo: string) => {
  const bytesOf = async (address: string) => Buffer.from(await (await issuer.send('GET', address)).arrayBuffer()).toString('base64')
  const { checkedAt, ...verdict } = await house.browser().client.verification.verify({ params: { certificateNo } })
  return {
    verdict: { ...verdict, isTimed: checkedAt !== '' },
    svg: await bytesOf(`/api/certificates/${certificateNo}/file.svg`),
    pdf: await bytesOf(`/api/certificates/${certificateNo}/file.pdf`),
  }
}
/** How many rows there are in every table that is part of a backup. */
export const countsOf = async ({ deps: { db } }: House) => {
  const counts: Record<string, number> = {}
  for (const { name } of await listTables(db)) if (!['sessions', 'rate_limits'].includes(name)) counts[name] = await countRows(db, name)
  return counts
}
