import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { CertificateType } from '@wallet/shared/certificates/certificate'
import { certificatesOf, templatesIn } from '../support/demo.ts'
import { photographTo } from './camera.ts'

/** Names that fonts and lines find hard: beyond the common characters, beyond the first plane, long, Cyrillic with Kazakh letters. */
const names: readonly { readonly file: string; readonly holderName: string; readonly type: CertificateType }[] = [
  { file: 'name-rare', holderName: '欧阳䶮', type: 'course' },
  { file: 'name-beyond', holderName: '𠮷田 太郎', type: 'exam' },
  { file: 'name-long', holderName: 'Muhammad Abdul-Rahman ibn Khalid', type: 'exam' },
  { file: 'name-kazakh', holderName: 'Айгүл Нұрланқызы', type: 'course' },
]

/** Draws the built-in designs, and certificates as they were issued, as they come from the server. The page is an issuer's. */
export const drawCertificates = async (page: Page, folder: string): Promise<void> => {
  const draw = async (url: string, file: string) => {
    await page.goto(url)
    const [width, height] = await page.evaluate(() => ['width', 'height'].map(name => Number(document.documentElement.getAttribute(name))))
    await page.setViewportSize({ width: width ?? 0, height: height ?? 0 })
    await photographTo(page, join(folder, `${file}.webp`))
  }
  for (const { id, type } of await templatesIn(page.request)) await draw(`/api/templates/${id}/specimen.svg`, type)
  for (const { file, holderName, type } of names) {
    const certificate = (await certificatesOf(page.request, { q: holderName, type }))[0]
    if (!certificate) throw new Error(`${holderName} holds no certificate of type ${type}`)
    await draw(certificate.svgUrl, file)
  }
}
