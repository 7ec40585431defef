import type { APIRequestContext, Page } from '@playwright/test'
import type { Certificate } from '@wallet/shared/certificates/certificate'
import type { CertificateRequest } from '@wallet/shared/certificates/requests'
import type { Batch } from '@wallet/shared/issuing/batch'
import type { Template } from '@wallet/shared/templates/template'
import { people } from '../support/demo.ts'
import { expectLiteralAnswer, expectLiterally, expectTexts } from '../support/literally.ts'
import { packed, payloads } from '../support/payloads.ts'
import { draft, poster } from '../support/roomyTemplate.ts'
import { expect, test } from '../support/test.ts'

const desk = { viewport: { width: 1280, height: 800 } }
const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`
const csv = (rows: readonly (readonly string[])[]) => Buffer.from(rows.map(row => row.map(quoted).join(',')).join('\r\n'))

/** Sends a list of this name. */
const lister =
  (request: APIRequestContext, origin: string, templateId: number) =>
  async (name: string, buffer: Buffer): Promise<Batch> => {
    const file = { name, mimeType: 'text/csv', buffer }
    const answer = await request.post('/api/batches', { multipart: { templateId, file }, headers: { origin } })
    expect(answer.ok(), `${name}: ${await answer.text()}`).toBe(true)
    return answer.json()
  }

/** Fetches what follows until all of it stands there. */
const showAll = async (page: Page, lines: string, count: number) => {
  const more = page.getByRole('button', { name: '继续加载' })
  await expect(async () => {
    if (await more.isVisible()) await more.click({ timeout: 1_000 }).catch(() => undefined)
    expect(await page.locator(lines).count()).toBeGreaterThanOrEqual(count)
  }).toPass({ intervals: [50] })
}

test('whatever stands in a list, at its head or in its name is text', async ({ product, newPhone, signIn }) => {
  const page = await newPhone(desk)
  await signIn(page, people.issuer)
  const post = poster(page.request, product.origin)
  const { id: templateId } = await post<Template>('/api/templates', { ...draft, name: '名单' })
  const send = lister(page.request, product.origin, templateId)

  await test.step('in rows that have to be put right, and in columns that nobody knows', async () => {
    const unknown = packed(200, payloads)
    const rows = payloads.map((payload, i) => ['行', payload, payloads.at(-i) ?? '', payload, payload, unknown[i % unknown.length] ?? ''])
    const { id, counts } = await send('坏的.csv', csv([['备注', '工号', '姓名', '成绩', '有效期至', ...unknown], ...rows]))
    expect(counts.invalid).toBe(payloads.length)
    await page.goto(`/issue/batch/${id}`)
    await showAll(page, 'li.line', payloads.length)
    await expectTexts(page, payloads)
    await page.getByRole('button', { name: '列和设置' }).click()
    await expectTexts(page, unknown, page.getByRole('dialog'))
  })
  await test.step('in rows that are issued', async () => {
    const [titles, descriptions] = [packed(200, payloads), packed(500, payloads)]
    const rows = titles.map((title, i) => [people.manager, title, descriptions[i % descriptions.length] ?? ''])
    const { id } = await send('好的.csv', csv([['工号', '证书名称', '说明'], ...rows]))
    await post(`/api/batches/${id}/confirm`, {})
    await page.goto(`/issue/batch/${id}`)
    await expect(page.getByRole('heading', { name: `${titles.length} 张已颁发` })).toBeVisible()
    await page.goto('/issued')
    await page.getByRole('combobox', { name: '模板' }).selectOption('名单')
    await showAll(page, 'tbody tr', titles.length)
    await expectTexts(page, payloads)
  })
  await test.step('in the names of files', async () => {
    // A path is no part of a name, and in a form %0A is a line end.
    const harmless = (name: string) => name.replace(/^.*[\\/]/, '').replaceAll('%0A', '')
    const inOneFolder = payloads.map(payload => payload.replaceAll(/[\\/]/g, ''))
    const names = [...packed(190, inOneFolder), ...packed(40, payloads).slice(-5)].map(name => `${name}.csv`)
    for (let from = 0; from < names.length; from += 5) {
      const some = names.slice(from, from + 5)
      for (const [i, name] of some.entries()) await send(name, csv([['工号'], [`${from + i}`]]))
      await expectLiterally(page, '/issue/batch', some.map(harmless))
    }
  })
})

test('whatever is given as a reason, wished for or corrected is text', async ({ product, newPhone, signIn }) => {
  test.setTimeout(120_000)
  const [issuer, holder, anyone] = await Promise.all([newPhone(desk), newPhone(), newPhone()])
  await Promise.all([signIn(issuer, people.issuer), signIn(holder, people.manager)])
  const [post, ask] = [poster(issuer.request, product.origin), poster(holder.request, product.origin)]
  const { id: templateId } = await post<Template>('/api/templates', { ...draft, name: '更正' })
  const first = await post<Certificate>('/api/certificates', { templateId, employeeNo: people.manager, title: '要更正的' })
  const [names, titles, reasons, descriptions] = [packed(100, payloads), packed(200, payloads), packed(300, payloads), packed(500, payloads)]

  await test.step('why it was suspended', async () => {
    for (const reason of reasons) {
      await post(`/api/certificates/${first.certificateNo}/suspend`, { reason })
      await post(`/api/certificates/${first.certificateNo}/restore`, {})
    }
    await Promise.all([issuer, holder].map(page => expectLiterally(page, `/certificates/${first.certificateNo}`, reasons)))
    await holder.goto('/notices')
    await expectTexts(holder, [])
  })
  await test.step('which name was wished for, and why it was refused', async () => {
    for (const [i, wantedName] of names.entries()) {
      const reason = reasons[i % reasons.length]
      const { id } = await ask<CertificateRequest>(`/api/certificates/${first.certificateNo}/corrections`, { wantedName, reason })
      await post(`/api/requests/${id}/refuse`, { reason: reasons.at(-1 - (i % reasons.length)) })
    }
    await issuer.goto('/issue/requests')
    await issuer.getByRole('button', { name: '已拒绝' }).click()
    await showAll(issuer, 'article', names.length)
    await expectTexts(issuer, [...names, ...reasons])
  })
  const corrected = await test.step('what was corrected', async () => {
    const chain = [first]
    for (const [i, holderName] of names.entries()) {
      // Other words than the name: whoever verifies it would not read that in a title either.
      const [title, description] = [titles[(i + 8) % titles.length], descriptions[i % descriptions.length]]
      const { certificateNo } = chain.at(-1) ?? first
      chain.push(await post(`/api/certificates/${certificateNo}/reissue`, { holderName, title, description, reason: reasons[i % reasons.length] }))
    }
    return chain
  })
  const asIssuer = async () => {
    await issuer.goto('/issued')
    await issuer.getByRole('combobox', { name: '模板' }).selectOption('更正')
    await showAll(issuer, 'tbody tr', corrected.length)
    await expectTexts(issuer, [...names, ...titles])
  }
  const asHolder = async () => {
    await holder.goto(`/certificates/${first.certificateNo}`)
    for (const [i, { title, description }] of corrected.slice(0, reasons.length + 1).entries()) {
      await expectTexts(holder, [title, description, i > 0 ? (reasons[i - 1] ?? null) : null])
      await holder.getByRole('link', { name: '看新证书' }).click()
      await holder.waitForURL(`**/certificates/${corrected[i + 1]?.certificateNo}`)
    }
  }
  const asAnyone = async () => {
    const read = corrected.slice(0, titles.length + 1)
    for (const { certificateNo, title } of read) await expectLiteralAnswer(anyone, `/v/${certificateNo}`, [title])
    for (const { certificateNo, title } of read.slice(-5)) await expectLiterally(anyone, `/v/${certificateNo}`, [title])
  }
  await Promise.all([asIssuer(), asHolder(), asAnyone()])
})
