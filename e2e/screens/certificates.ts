import { writeFile } from 'node:fs/promises'
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

/** Copies to hold in the hand: a sheet of each design, and a picture. */
const samples: readonly { readonly type: CertificateType; readonly copy: string; readonly file: string }[] = [
  { type: 'course', copy: 'file.pdf', file: 'course.pdf' },
  { type: 'exam', copy: 'file.pdf', file: 'exam.pdf' },
  { type: 'achievement', copy: 'file.pdf', file: 'achievement.pdf' },
  { type: 'course', copy: 'file.png?width=1200', file: 'course.png' },
]

/** Draws the built-in designs, certificates as they were issued, and copies of some, as they come from the server. The page is an issuer's. */
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
  for (const { type, copy, file } of samples) {
    const certificate = (await certificatesOf(page.request, { type, status: 'valid' }))[0]
    if (!certificate) throw new Error(`no certificate of type ${type} is valid`)
    const answer = await page.request.get(`/api/certificates/${certificate.certificateNo}/${copy}`)
    await writeFile(join(folder, file), await answer.body())
  }
}
