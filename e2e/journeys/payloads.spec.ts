import type { APIRequestContext } from '@playwright/test'
import type { Certificate, IssueOrder } from '@wallet/shared/certificates/certificate'
import type { Template } from '@wallet/shared/templates/template'
import { people } from '../support/demo.ts'
import { expectLiterally } from '../support/literally.ts'
import { markup, packed } from '../support/payloads.ts'
import { draft, poster } from '../support/roomyTemplate.ts'
import { beginWith, content, details, goOverToHtml, logo, settle, style, turnTo, writeAtEnd } from '../support/templates.ts'
import { expect, test } from '../support/test.ts'

/** Everything an issuer can type, typed by one who means harm. */
const issueEverything = async (request: APIRequestContext, origin: string) => {
  const post = poster(request, origin)
  const templates: Template[] = []
  for (const name of packed(100)) templates.push(await post('/api/templates', { ...draft, name }))
  const [descriptions, reasons] = [packed(500), packed(300)]
  const certificates: Certificate[] = []
  for (const [i, title] of packed(200).entries()) {
    const order: IssueOrder = { templateId: templates[i]?.id ?? 0, employeeNo: people.manager, title, description: descriptions[i % descriptions.length] ?? '' }
    const issued = await post<Certificate>('/api/certificates', order)
    const reason = reasons[i]
    certificates.push(reason === undefined ? issued : await post(`/api/certificates/${issued.certificateNo}/revoke`, { reason }))
  }
  return { templates, certificates }
}

test('whatever an issuer types is text, wherever it is read', async ({ product, newPhone, signIn }) => {
  const [issuer, holder, anyone] = await Promise.all([newPhone(), newPhone(), newPhone()])
  await Promise.all([signIn(issuer, people.issuer), signIn(holder, people.manager)])
  const { templates, certificates } = await issueEverything(issuer.request, product.origin)
  const titles = certificates.map(({ title }) => title)

  const asHolder = async () => {
    await expectLiterally(holder, '/', titles)
    for (const { certificateNo, title, description, revocationReason } of certificates)
      await expectLiterally(holder, `/certificates/${certificateNo}`, [title, description, revocationReason])
  }
  const asAnyone = async () => {
    for (const { certificateNo, title } of certificates) await expectLiterally(anyone, `/v/${certificateNo}`, [title])
  }
  const asIssuer = async () => {
    await expectLiterally(issuer, '/issued', titles)
    await expectLiterally(
      issuer,
      '/issue',
      templates.map(({ name }) => name),
    )
    await issuer.getByRole('button', { name: '选一个人' }).click()
    for (const text of packed(100)) {
      await issuer.getByRole('dialog').getByRole('searchbox').fill(text)
      await expect(issuer.getByRole('dialog')).toContainText(`没有找到“${text}”`)
    }
  }
  await Promise.all([asHolder(), asAnyone(), asIssuer()])
})

test('whatever is typed into a template is text, in its editor, its list and its versions', async ({ newPhone, signIn }) => {
  test.setTimeout(120_000)
  const page = await newPhone()
  await signIn(page, people.issuer)
  await beginWith(page, /经典证书/)

  await test.step('in every field of the form', async () => {
    const fields = page.getByRole('main').locator('input[type="text"]')
    const texts = packed(60)
    for (const [n, text] of texts.entries()) await fields.nth(n % (await fields.count())).fill(text)
    await settle(page)
    for (const [n, name] of [markup[0], markup[3], markup[9]].entries()) {
      await page.getByLabel('上传标志').setInputFiles({ name: `${name}.png`.replaceAll('/', '∕'), mimeType: 'image/png', buffer: await logo(`#0055f${n}`) })
      await expect(page.getByLabel('上传标志')).toBeEnabled()
    }
    await page.getByRole('button', { name: '用过的图片' }).first().click()
    await expect(page.getByRole('dialog')).toContainText('<script>')
    await page.keyboard.press('Escape')
    await turnTo(page, details)
    await page.getByLabel('编号前缀').fill('<SVG>')
    await page.getByLabel('模板名称').fill('<img src=x onerror=alert(1)>')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('<img src=x onerror=alert(1)>')
  })
  await test.step('in markup and style', async () => {
    await page.goto('/templates/new?from=blank')
    for (const room of [content, style]) {
      await turnTo(page, room)
      await writeAtEnd(page, room, `\n${markup.join('\n')}`)
    }
    await settle(page)
    await expect(page.getByRole('list', { name: '不允许的内容' })).toContainText('<script>')
    await expect(page.locator('iframe,object,embed,base,[onerror],[onload],[src*="evil.example"]')).toHaveCount(0)
  })
  await test.step('and what was saved, where it is compared', async () => {
    await page.goto('/templates/new?from=course')
    await page.getByLabel('标题', { exact: true }).fill('<b>结业</b>')
    await page.getByLabel('落款').fill('<img src=x onerror=alert(1)>')
    await settle(page)
    await page.getByRole('button', { name: '保存为第 1 版' }).click()
    await expect(page.getByRole('button', { name: '保存为第 2 版' })).toBeVisible()
    await goOverToHtml(page)
    await writeAtEnd(page, content, '\n<!-- <script>alert(1)</script> -->')
    await settle(page)
    await page.getByRole('button', { name: '保存为第 2 版' }).click()
    await expect(page.getByRole('button', { name: '保存为第 3 版' })).toBeVisible()
    await expectLiterally(page, `${new URL(page.url()).pathname}/versions`, ['<!-- <script>alert(1)</script> -->'])
  })
})
