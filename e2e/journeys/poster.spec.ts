import type { Page } from '@playwright/test'
import type { Certificate, CertificateType } from '@wallet/shared/certificates/certificate'
import { PNG } from 'pngjs'
import { certificatesOf, people } from '../support/demo.ts'
import { phones } from '../support/phones.ts'
import {
  chooseFormat,
  chooseLook,
  cut,
  drawWith,
  insistOnPoster,
  makePoster,
  openPoster,
  pictureOn,
  placeOf,
  posterOn,
  readPicture,
} from '../support/poster.ts'
import { readQr } from '../support/qr.ts'
import { expect, test } from '../support/test.ts'

test.use({ deviceScaleFactor: 2 })

const types: readonly CertificateType[] = ['course', 'exam', 'achievement']

/** A certificate in force of this type; the page has to be an issuer's. */
const oneOf = async (page: Page, type: CertificateType): Promise<Certificate> => {
  const found = (await certificatesOf(page.request, { type, status: 'valid' })).find(({ score }) => type !== 'exam' || score !== null)
  if (!found) throw new Error(`no ${type} certificate is valid`)
  return found
}
const begin = async (page: Page, type: CertificateType = 'exam') => {
  const certificate = await oneOf(page, type)
  await openPoster(page, certificate.certificateNo)
  return certificate
}
const scaleOf = (page: Page) => page.evaluate(() => devicePixelRatio)

test('a picture is made of every kind of certificate, and its code leads to the verify page', async ({ newPhone, signIn }) => {
  const phone = await newPhone({ serviceWorkers: 'allow' })
  await signIn(phone, people.issuer)
  for (const [at, type] of types.entries()) {
    const { certificateNo, verifyUrl, title, holderName } = await begin(phone, type)
    await chooseLook(phone, (['paper', 'ink', 'festive'] as const)[at] ?? 'paper')
    for (const format of ['portrait', 'square'] as const) {
      await chooseFormat(phone, format)
      const [place, scale] = [await placeOf(phone, 'code'), await scaleOf(phone)]
      await insistOnPoster(phone)
      const picture = await readPicture(phone)
      expect([picture.width, picture.height]).toEqual([375 * scale, (format === 'square' ? 375 : 660) * scale])
      expect(readQr(PNG.sync.write(cut(picture, place, scale)))).toBe(verifyUrl)
      await expect(phone.getByRole('dialog')).toContainText('图片上的二维码已核对')
      const words = (await pictureOn(phone).getAttribute('alt')) ?? ''
      for (const said of [certificateNo, title, holderName]) expect(words).toContain(said)
      await phone.getByRole('button', { name: '再改改' }).click()
      await expect(phone.getByRole('dialog')).toHaveCount(0)
    }
  }
})

const mishaps = {
  throws: 'export default () => { throw new Error("drawing failed") }',
  hangs: 'export default () => new Promise(() => {})',
  'gives back a blank canvas': `export default async (poster, { scale }) => {
    const canvas = document.createElement('canvas')
    canvas.width = poster.offsetWidth * scale
    canvas.height = poster.offsetHeight * scale
    return canvas
  }`,
}
for (const [mishap, module] of Object.entries(mishaps))
  test(`where drawing ${mishap}, the certificate itself can be shared, within six seconds`, async ({ newPhone, signIn }) => {
    const phone = await newPhone()
    await signIn(phone, people.issuer)
    await drawWith(phone, module)
    const { certificateNo, verifyUrl } = await begin(phone)
    expect(await makePoster(phone)).toBeLessThan(6_500) // half a second for looking
    await expect(phone.getByRole('dialog')).toContainText('海报没有画成，这是证书原图')
    const picture = await readPicture(phone)
    expect([picture.width, picture.height]).toEqual([1200, 848])
    expect(readQr(PNG.sync.write(picture))).toBe(verifyUrl)
    await expect(phone.locator('iframe')).toHaveCount(0)

    await phone.unrouteAll()
    await openPoster(phone, certificateNo)
    await insistOnPoster(phone)
    await expect(phone.getByRole('dialog')).toContainText('图片上的二维码已核对')
  })

test('where fonts never become ready, nothing of the drawing that was given up stays', async ({ newPhone, signIn }) => {
  const phone = await newPhone()
  await signIn(phone, people.issuer)
  await phone.addInitScript(() => Object.defineProperty(Document.prototype, 'fonts', { get: () => ({ ready: new Promise(() => {}) }) }))
  await begin(phone)
  await phone.getByRole('button', { name: '生成图片' }).click()
  await expect(phone.locator('iframe')).toHaveCount(1)
  await expect(pictureOn(phone)).toBeVisible()
  await expect(phone.getByRole('dialog')).toContainText('这是证书原图')
  await expect(phone.locator('iframe')).toHaveCount(0)
})

test('where neither poster nor certificate come about, it says so, and trying again works', async ({ newPhone, signIn }) => {
  const phone = await newPhone()
  await signIn(phone, people.issuer)
  await phone.route(/\/assets\/html2canvas-/, route => route.abort())
  await phone.route(/file\.png/, route => route.abort())
  await begin(phone)
  await phone.getByRole('button', { name: '生成图片' }).click()
  const dialog = phone.getByRole('dialog')
  await expect(dialog).toContainText('海报没有画成，证书原图也没有取到')
  await phone.unroute(/file\.png/)
  await dialog.getByRole('button', { name: '再试一次' }).click()
  await expect(pictureOn(phone)).toBeVisible()
  await expect(dialog).toContainText('这是证书原图')
})

test('in WeChat the picture is held, and nothing is downloaded', async ({ newPhone, signIn }) => {
  const phone = await newPhone(phones.WeChat)
  await signIn(phone, people.issuer)
  const downloads: string[] = []
  phone.on('download', download => downloads.push(download.url()))
  await phone.addInitScript(() => {
    const links: HTMLElement[] = []
    const create = document.createElement.bind(document)
    const watched = (name: string) => {
      const element = create(name)
      if (name === 'a') links.push(element)
      return element
    }
    Object.assign(document, { createElement: watched })
    Object.assign(window, { linksThatDownload: () => links.filter(link => link.hasAttribute('download')).length })
  })
  await begin(phone)
  await insistOnPoster(phone)
  const dialog = phone.getByRole('dialog')
  await expect(dialog).toContainText('长按图片，保存到相册或发给朋友')
  await expect(dialog.locator('a')).toHaveCount(0)
  await expect(dialog.getByRole('button', { name: /保存|分享/ })).toHaveCount(0)
  await expect(pictureOn(phone)).toHaveAttribute('src', /^blob:/)
  await phone.waitForTimeout(500)
  expect([downloads, await phone.evaluate('linksThatDownload()')]).toEqual([[], 0])
})

test('elsewhere it is saved under its number, or given to the share sheet', async ({ newPhone, signIn }) => {
  const phone = await newPhone(phones.iPhone)
  await signIn(phone, people.issuer)
  const { certificateNo } = await begin(phone)
  await insistOnPoster(phone)
  const [download] = await Promise.all([phone.waitForEvent('download'), phone.getByRole('link', { name: '保存图片' }).click()])
  expect(download.suggestedFilename()).toBe(`certificate-${certificateNo}.png`)

  // The share sheet is the phone's own.
  await phone.addInitScript(() => {
    const shared: unknown[] = []
    const refusals = ['AbortError', 'NotAllowedError']
    Object.assign(navigator, {
      canShare: ({ files = [] }: ShareData) => files.every(({ type }) => type === 'image/png'),
      share: async ({ files = [] }: ShareData) => {
        shared.push(...files.map(({ name, size }) => ({ name, isEmpty: size === 0 })))
        document.documentElement.dataset['shared'] = JSON.stringify(shared)
        throw new DOMException('', refusals.shift())
      },
    })
  })
  await openPoster(phone, certificateNo)
  await insistOnPoster(phone)
  await expect(phone.getByRole('link', { name: '保存图片' })).toHaveCount(0)
  await phone.getByRole('button', { name: '分享' }).click()
  const sent = { name: `certificate-${certificateNo}.png`, isEmpty: false }
  await expect(phone.locator('html')).toHaveAttribute('data-shared', JSON.stringify([sent]))
  await expect(phone.getByText('没有分享成功')).toHaveCount(0)
  await phone.getByRole('button', { name: '分享' }).click()
  await expect(phone.getByText('没有分享成功')).toBeVisible()
  await phone.getByRole('button', { name: '完成' }).click()
  await expect(phone).toHaveURL(new RegExp(`/certificates/${certificateNo}$`))
})

test('what is hidden on the poster is hidden on the certificate in it, and remembered', async ({ newPhone, signIn }) => {
  const phone = await newPhone()
  await signIn(phone, people.issuer)
  const { holderName } = await begin(phone)
  const asked: string[] = []
  phone.on('request', request => /file\.(svg|png)/.test(request.url()) && asked.push(new URL(request.url()).search))
  const name = phone.getByRole('button', { name: '姓名' })
  await name.click()
  await expect(name).toHaveAttribute('aria-pressed', 'false')
  await phone.getByRole('button', { name: '成绩' }).click()
  await phone.waitForLoadState('networkidle')
  asked.length = 0
  await insistOnPoster(phone)
  expect(asked.filter(search => !search.includes('hide=name,score'))).toEqual([])
  expect(await pictureOn(phone).getAttribute('alt')).not.toContain(holderName)
  await expect(posterOn(phone)).not.toContainText(holderName ?? '')
  await expect(posterOn(phone).locator('.certificate img')).toHaveAttribute('src', /hide=name,score$/)
  await phone.reload()
  await expect(posterOn(phone).locator('.certificate img')).toHaveAttribute('src', /hide=name,score$/)
})

test('a drawing that is called off does not arrive later, and nothing of it stays', async ({ newPhone, signIn }) => {
  const phone = await newPhone()
  await signIn(phone, people.issuer)
  await drawWith(
    phone,
    `export default (poster, { canvas }) => new Promise(done => document.addEventListener('drawn', () => {
      canvas.getContext('2d').fillRect(0, 0, 9, 9)
      done(canvas)
    }))`,
  )
  await begin(phone)
  await phone.getByRole('button', { name: '生成图片' }).click()
  const dialog = phone.getByRole('dialog')
  await expect(dialog.getByRole('progressbar')).toHaveAttribute('aria-valuetext', '画海报')
  await dialog.getByRole('button', { name: '取消' }).click()
  await expect(dialog).toHaveCount(0)
  await phone.evaluate(() => document.dispatchEvent(new Event('drawn')))
  await phone.waitForTimeout(1_000)
  await expect(dialog).toHaveCount(0)
  await expect(phone.locator('img[src^="blob:"]')).toHaveCount(0)
  await expect(phone.getByRole('button', { name: '生成图片' })).toBeFocused()
})

test('ten pictures leave nothing behind', async ({ newPhone, signIn }) => {
  const phone = await newPhone()
  await signIn(phone, people.issuer)
  await phone.addInitScript(() => {
    const [urls, canvases] = [new Set<string>(), new Set<HTMLCanvasElement>()]
    const [make, revoke, create] = [URL.createObjectURL.bind(URL), URL.revokeObjectURL.bind(URL), document.createElement.bind(document)]
    const watched = (name: string) => {
      const element = create(name)
      if (element instanceof HTMLCanvasElement) canvases.add(element)
      return element
    }
    Object.assign(document, { createElement: watched })
    URL.createObjectURL = source => {
      const url = make(source)
      urls.add(url)
      return url
    }
    URL.revokeObjectURL = url => {
      urls.delete(url)
      revoke(url)
    }
    // html2canvas tries out once what the browser can do, on a canvas of the size that one has by itself.
    const isLarge = ({ width, height }: HTMLCanvasElement) => width * height > 300 * 150
    Object.assign(window, { leftBehind: () => [urls.size, [...canvases].filter(isLarge).length, document.querySelectorAll('iframe').length] })
  })
  await begin(phone)
  for (let round = 0; round < 10; round++) {
    await makePoster(phone)
    await phone.getByRole('dialog').getByRole('button', { name: '关闭' }).click()
    await expect(phone.getByRole('dialog')).toHaveCount(0)
  }
  await expect.poll(() => phone.evaluate('leftBehind()')).toEqual([0, 0, 0])
})

test('a greeting is forty letters of anything, and only ever text', async ({ newPhone, signIn }) => {
  const phone = await newPhone()
  await signIn(phone, people.issuer)
  await begin(phone)
  const field = phone.getByLabel('寄语')
  const greeting = posterOn(phone).locator('.greeting')
  await field.fill('👨‍👩‍👧‍👦'.repeat(45))
  await expect(phone.getByText('40 / 40')).toBeVisible()
  const hostile = '<img src=x onerror=alert(1)>{{7*7}}'
  await field.fill(hostile)
  await expect(greeting).toHaveText(hostile)
  await insistOnPoster(phone)
  await phone.getByRole('button', { name: '再改改' }).click()
  await field.fill('')
  await expect(greeting).toHaveCount(0)
  await phone.reload()
  await expect(field).not.toHaveValue('')
})

test('a poster can be made with the keyboard alone', async ({ newPhone, signIn }) => {
  const desk = await newPhone({ viewport: { width: 1280, height: 800 }, hasTouch: false, isMobile: false })
  await signIn(desk, people.issuer)
  await begin(desk)
  await desk.getByRole('radio', { name: '宣纸' }).focus()
  await desk.keyboard.press('ArrowRight')
  await expect(desk.getByRole('radio', { name: '墨' })).toBeChecked()
  for (const next of ['寄语', '姓名', '成绩', '版式：竖版 9:16', '生成图片']) {
    await desk.keyboard.press('Tab')
    await expect(desk.locator(':focus')).toHaveAccessibleName(next)
  }
  await desk.keyboard.press('Enter')
  await expect(pictureOn(desk)).toBeVisible()
  await expect(desk.getByRole('dialog').getByRole('heading')).toBeFocused()
  await desk.keyboard.press('Escape')
  await expect(desk.getByRole('dialog')).toHaveCount(0)
  await expect(desk.getByRole('button', { name: '生成图片' })).toBeFocused()
})

test('of a certificate that is not in force no poster is made', async ({ newPhone, signIn }) => {
  const phone = await newPhone()
  await signIn(phone, people.issuer)
  for (const [status, word] of Object.entries({ expired: '已过期', revoked: '已撤销', suspended: '已暂停', superseded: '已被替换', notYetValid: '未生效' })) {
    const certificateNo = (await certificatesOf(phone.request, { status }))[0]?.certificateNo ?? ''
    await phone.goto(`/certificates/${certificateNo}/poster`)
    await expect(phone.getByRole('main')).toContainText('这张证书现在不能做成海报')
    await expect(phone.getByRole('main')).toContainText(word)
    await expect(posterOn(phone)).toHaveCount(0)
    await phone.getByRole('link', { name: '回到证书' }).click()
    await expect(phone).toHaveURL(new RegExp(`/certificates/${certificateNo}$`))
  }
})
