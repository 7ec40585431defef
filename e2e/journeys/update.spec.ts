import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Page } from '@playwright/test'
import { expect, test } from '../support/test.ts'

test.use({ serviceWorkers: 'allow' })

/** The product behind an address of its own, where it can be told to have a newer version. */
const behind = async (origin: string) => {
  let version = ''
  const pass = async ({ url, headers }: IncomingMessage, response: ServerResponse) => {
    const answer = await fetch(origin + url, { headers: { accept: headers.accept ?? '*/*', 'accept-language': 'zh-CN' }, redirect: 'manual' })
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain', 'cache-control': 'no-cache' })
    response.end(url === '/sw.js' ? (await answer.text()) + version : Buffer.from(await answer.arrayBuffer()))
  }
  const server = createServer((request, response) => void pass(request, response)).listen(0)
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('no free port')
  return { origin: `http://localhost:${address.port}`, publish: () => (version = '// newer'), close: () => server.close() }
}
const kept = (page: Page) =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
/** A page that has been loaded anew does not know what was said to it before. */
const mark = (page: Page) => page.evaluate(() => Reflect.set(window, 'marked', true))
const isMarked = (page: Page) => page.evaluate(() => Reflect.get(window, 'marked') === true)

test('a newer version is offered where one is, and put on only when the person says so; whoever reads a verdict is not disturbed', async ({
  product,
  browser,
}) => {
  const house = await behind(product.origin)
  const context = await browser.newContext({ baseURL: house.origin, locale: 'zh-CN' })
  try {
    const reader = await context.newPage()
    await reader.goto('/v/KPL-2026-0000-0000-000D')
    await kept(reader)
    const phone = await context.newPage()
    await phone.goto('/scan')
    await expect(phone.getByRole('heading', { level: 1 })).toHaveText('扫码验证')
    await Promise.all([mark(reader), mark(phone)])

    house.publish()
    await phone.evaluate(async () => {
      await (await navigator.serviceWorker.getRegistration())?.update()
    })
    const notice = phone.getByRole('status').filter({ hasText: '新版本已经准备好' })
    await expect(notice).toBeVisible()
    expect([await isMarked(phone), await isMarked(reader)]).toEqual([true, true])

    await notice.getByRole('button', { name: '更新' }).click()
    await expect.poll(() => isMarked(phone).catch(() => true)).toBe(false)
    await expect(phone.getByRole('heading', { level: 1 })).toHaveText('扫码验证')
    await expect(notice).toHaveCount(0)
    expect(await isMarked(reader)).toBe(true)
  } finally {
    await context.close()
    house.close()
  }
})
