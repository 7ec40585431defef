import type { APIRequestContext, Page } from '@playwright/test'
import type { Certificate, IssueOrder } from '@wallet/shared/certificates/certificate'
import type { Template, TemplateDraft } from '@wallet/shared/templates/template'
import { people } from '../support/demo.ts'
import { packed } from '../support/payloads.ts'
import { expect, test } from '../support/test.ts'

const draft: TemplateDraft = {
  name: '',
  type: 'course',
  backgroundUrl: null,
  logoUrl: null,
  sealUrl: null,
  numberPrefix: null,
  form: null,
  templateHtml: '<section class="sheet"><p>{{title}}</p><p>{{description}}</p><p>{{holderName}}</p><img class="qr" src="{{qr}}" alt=""></section>',
  templateStyle:
    ".sheet{position:relative;width:1188px;height:840px;padding:40px;background-color:#ffffff;font-family:'Cert Sans';font-size:24px;line-height:36px;color:#111111}.qr{width:123px;height:123px}",
  isActive: true,
  sortOrder: 9,
  orientation: 'landscape',
  validityMonths: 12,
}

/** Everything an issuer can type, typed by one who means harm. */
const issueEverything = async (request: APIRequestContext, origin: string) => {
  const post = async <T>(url: string, data: unknown): Promise<T> => {
    const answer = await request.post(url, { data, headers: { origin } })
    expect(answer.ok(), `${url}: ${await answer.text()}`).toBe(true)
    return answer.json()
  }
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

/** Opens a page and expects every text on it as it was typed, and no element that came from one of them. */
const expectLiterally = async (page: Page, path: string, texts: readonly (string | null)[]) => {
  await page.goto(path)
  for (const text of texts) if (text !== null) await expect(page.getByRole('main')).toContainText(text)
  const planted = page.locator('[onload],[onerror],[onfocus],[onbegin],[ontoggle],iframe,object,embed,base,[href^="javascript:"],[src*="evil.example"]')
  await expect(planted).toHaveCount(0)
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
      await issuer.getByRole('searchbox').fill(text)
      await expect(issuer.getByRole('dialog')).toContainText(`没有找到“${text}”`)
    }
  }
  await Promise.all([asHolder(), asAnyone(), asIssuer()])
})
