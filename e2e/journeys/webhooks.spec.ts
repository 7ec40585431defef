import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { faultsOf } from '../support/axe.ts'
import { people } from '../support/demo.ts'
import { expect, test } from '../support/test.ts'

for (const [where, viewport] of [
  ['on the phone', { width: 375, height: 812 }],
  ['at the desk', { width: 1280, height: 800 }],
] as const)
  test(`another system is told, checks the signature, and gets what it had missed, ${where}`, async ({ newPhone, signIn }) => {
    const got: { readonly id: string; readonly signature: string; readonly timestamp: string; readonly body: string }[] = []
    const receiver = createServer((request, response) => {
      let body = ''
      request.on('data', (bytes: Buffer) => (body += bytes.toString()))
      request.on('end', () => {
        const { 'webhook-id': id, 'webhook-signature': signature, 'webhook-timestamp': timestamp } = request.headers
        got.push({ id: String(id), signature: String(signature), timestamp: String(timestamp), body })
        response.writeHead(got.length === 1 ? 204 : 410).end()
      })
    })
    receiver.listen(0, '127.0.0.1')
    await once(receiver, 'listening')
    const address = receiver.address()
    const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/hook`

    const page = await newPhone({ viewport })
    await signIn(page, people.admin)
    await page.goto('/me')
    await page.getByRole('link', { name: 'Webhook' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Webhook' })).toBeVisible()
    expect(await faultsOf(page)).toEqual([])
    let secret = ''
    await test.step('an address is given, and a secret is shown once', async () => {
      await page.getByRole('button', { name: /^新建/ }).click()
      await page.getByRole('dialog').getByRole('button', { name: '新建' }).click()
      await expect(page.getByText('请填写以 https:// 开头的网址')).toBeVisible()
      expect(await faultsOf(page)).toEqual([])
      await page.getByLabel('接收网址').fill(url)
      await page.getByRole('dialog').getByRole('button', { name: '新建' }).click()
      secret = (await page.getByText(/^whsec_/).textContent()) ?? ''
      await page.getByRole('button', { name: '已经存好' }).click()
      await expect(page.getByRole('heading', { name: url })).toBeVisible()
    })
    await test.step('a test arrives, signed', async () => {
      await page.getByRole('button', { name: '发一条测试' }).click()
      await expect(page.getByRole('listitem').filter({ hasText: '测试' }).getByText('已送达')).toBeVisible({ timeout: 15_000 })
      const [first] = got
      const signed = `${first?.id}.${first?.timestamp}.${first?.body}`
      const signature = createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64'))
        .update(signed)
        .digest('base64')
      expect(first?.signature).toBe(`v1,${signature}`)
      expect(await faultsOf(page)).toEqual([])
    })
    await test.step('what is given up is a dead letter, and can be sent again', async () => {
      await page.getByRole('button', { name: '发一条测试' }).click()
      await expect(page.getByText('对方答复不再接收（410）').first()).toBeVisible({ timeout: 15_000 })
      await page.reload()
      await expect(page.getByText('对方答复不再接收（410），已自动停用')).toBeVisible()
      await page.getByRole('switch', { name: /启用/ }).click()
      await page.getByRole('button', { name: '重发', exact: true }).click()
      await expect.poll(() => got.length, { timeout: 15_000 }).toBeGreaterThanOrEqual(3)
      expect(got[2]?.id).toBe(got[1]?.id)
    })
    await test.step('and it is deleted', async () => {
      await page.getByRole('button', { name: '删除' }).click()
      await page.getByRole('dialog').getByRole('button', { name: '删除' }).click()
      await expect(page).toHaveURL(/\/webhooks$/)
      await expect(page.getByText(url)).toHaveCount(0)
    })
    receiver.closeAllConnections()
    receiver.close()
  })
