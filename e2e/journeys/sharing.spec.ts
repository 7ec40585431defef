import { people } from '../support/demo.ts'
import { phones } from '../support/phones.ts'
import { expect, test } from '../support/test.ts'

test('a link shows the certificate and its verdict to anyone, until its holder takes it back', async ({ newPhone, signIn, product }) => {
  const phone = await newPhone({ serviceWorkers: 'allow' })
  await signIn(phone, people.employee)
  await phone.goto('/')
  await phone.getByRole('main').getByRole('link').filter({ hasText: '信息安全与数据保护' }).first().click()
  await phone.getByRole('link', { name: /^分享链接/ }).click()
  await phone.getByRole('radio', { name: '7 天' }).check({ force: true })
  await phone.getByRole('button', { name: '新建链接' }).click()
  await expect(phone.getByRole('heading', { name: '链接好了' })).toBeVisible()
  const url = (await phone.getByText(`${product.origin}/s/`).textContent())?.trim() ?? ''

  const stranger = await newPhone({ serviceWorkers: 'allow' })
  const answer = await stranger.goto(url)
  expect(answer?.status()).toBe(200)
  await expect(stranger.getByRole('heading', { level: 1 })).toHaveText('有效')
  await expect(stranger.getByRole('main')).toContainText('周*桐')
  const picture = stranger.getByRole('img', { name: /信息安全与数据保护/ })
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth), { timeout: 30_000 }).toBe(1200)
  const html = (await answer?.text()) ?? ''
  expect(html).not.toContain('周雨桐')
  const preview = /<meta property="og:image" content="([^"]+)">/.exec(html)?.[1] ?? ''
  expect((await stranger.request.get(preview)).headers()['content-type']).toBe('image/png')
  expect(answer?.headers()['referrer-policy']).toBe('no-referrer')
  await stranger.getByRole('link', { name: 'English' }).click()
  await expect(stranger.getByRole('heading', { level: 1 })).toHaveText('Valid')
  expect(stranger.url()).toBe(`${url}?lang=en`)

  await phone.getByRole('button', { name: '收回' }).first().click() // the newest stands first
  await phone.getByRole('dialog').getByRole('button', { name: '收回链接' }).click()
  await expect(phone.getByText('已收回', { exact: true }).first()).toBeVisible()
  for (const dead of [url, preview, url.replace('/s/', '/api/shares/'), `${url.replace('/s/', '/api/shares/')}/file.webp`])
    expect([dead, (await stranger.request.get(dead)).status()]).toEqual([dead, 410])
  const gone = await stranger.goto(url)
  expect(gone?.status()).toBe(410)
  await expect(stranger.getByRole('heading', { level: 1 })).toHaveText('链接已失效')
  await expect(stranger.getByRole('button', { name: '验证' })).toBeVisible()
})

test('a holder takes the files of certificates along: one by one, and together', async ({ newPhone, signIn }) => {
  test.skip(test.info().project.name === 'WeChat', 'WeChat saves no files')
  const phone = await newPhone()
  await signIn(phone, people.employee)
  await phone.goto('/')
  await phone.getByRole('main').getByRole('link').filter({ hasText: '信息安全与数据保护' }).first().click()
  const saved = phone.waitForEvent('download')
  await phone.getByRole('button', { name: 'PDF' }).click()
  expect((await saved).suggestedFilename()).toMatch(/^KPL-\d{4}-[\w-]{14}\.pdf$/)
  const calendar = await phone.getByRole('link', { name: /到期前提醒我/ }).getAttribute('href')
  expect(await (await phone.request.get(calendar ?? '')).text()).toContain('BEGIN:VEVENT')

  await phone.goto('/')
  await phone.getByRole('button', { name: '打包带走' }).click()
  const sheet = phone.getByRole('dialog')
  await sheet.getByRole('button', { name: '全不选' }).click()
  await expect(sheet.getByRole('button', { name: '请选证书' })).toBeDisabled()
  await sheet.getByRole('checkbox').nth(0).check({ force: true })
  await sheet.getByRole('checkbox').nth(1).check({ force: true })
  const packed = phone.waitForEvent('download')
  await sheet.getByRole('button', { name: '打包 2 张' }).click()
  expect((await packed).suggestedFilename()).toMatch(/\.zip$/)
  expect(await (await packed).failure()).toBeNull()
})

test('in WeChat no download is attempted: the way out is said', async ({ newPhone, signIn }) => {
  const phone = await newPhone(phones.WeChat)
  const downloads: string[] = []
  phone.on('download', download => downloads.push(download.url()))
  await signIn(phone, people.employee)
  await phone.goto('/')
  await phone.getByRole('main').getByRole('link').filter({ hasText: '信息安全与数据保护' }).first().click()
  for (const away of [phone.getByRole('button', { name: 'PDF' }), phone.getByRole('link', { name: /到期前提醒我/ })]) {
    await away.click()
    await expect(phone.getByRole('dialog')).toContainText('在浏览器打开')
    await phone.getByRole('dialog').getByRole('button', { name: '关闭' }).click()
  }
  await phone.getByRole('button', { name: '更多' }).click()
  await expect(phone.getByRole('dialog')).toContainText('长按图片')
  const picture = phone.getByRole('dialog').getByRole('img')
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth), { timeout: 30_000 }).toBe(1200)
  expect(downloads).toEqual([])
})
