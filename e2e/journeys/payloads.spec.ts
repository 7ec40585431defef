import type { APIRequestContext } from '@playwright/test'
import type { Certificate, IssueOrder } from '@wallet/shared/certificates/certificate'
import type { Template } from '@wallet/shared/templates/template'
import { people } from '../support/demo.ts'
import { expectLiterally } from '../support/literally.ts'
import { packed } from '../support/payloads.ts'
import { draft, poster } from '../support/roomyTemplate.ts'
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
      await issuer.getByRole('searchbox').fill(text)
      await expect(issuer.getByRole('dialog')).toContainText(`没有找到“${text}”`)
    }
  }
  await Promise.all([asHolder(), asAnyone(), asIssuer()])
})
