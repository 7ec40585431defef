import { rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { launchOptions } from '../support/browser.ts'
import { people, someCertificate } from '../support/demo.ts'
import { drawQr } from '../support/qr.ts'
import { expect, test } from '../support/test.ts'
import { filmOf } from '../support/video.ts'

/** What every camera of this browser sees. */
const film = join(tmpdir(), `wallet-camera-${process.pid}.y4m`)
const camera = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', `--use-file-for-fake-video-capture=${film}`]
// A trace would fetch chosen pictures by itself, which the policy forbids.
test.use({ launchOptions: { ...launchOptions, args: [...launchOptions.args, ...camera] }, trace: 'off' })

test.afterAll(() => rmSync(film, { force: true }))

const forged = 'https://wallet.example.evil.example/v/KPL-2026-0000-0000-000D'
const verdictOf = (page: Page) => page.getByRole('heading', { level: 1 })
const openCamera = (page: Page) => page.getByRole('button', { name: '打开相机' }).click()

/** A valid certificate and its picture, as anyone may hold them before a camera. */
const aCertificate = async (newPhone: () => Promise<Page>, signIn: (page: Page, who: string) => Promise<void>) => {
  const issuer = await newPhone()
  await signIn(issuer, people.issuer)
  const { certificateNo } = await someCertificate(issuer.request, 'valid')
  const answer = await issuer.request.get(`/api/certificates/${certificateNo}/file.png?width=1200`)
  return { certificateNo, png: await answer.body() }
}
/** From now on the page tells how many of its cameras are still on. */
const watchCameras = (page: Page) =>
  page.addInitScript(() => {
    const { mediaDevices } = navigator
    if (!mediaDevices) return
    const tracks: MediaStreamTrack[] = []
    const open = mediaDevices.getUserMedia.bind(mediaDevices)
    mediaDevices.getUserMedia = async wanted => {
      const stream = await open(wanted)
      tracks.push(...stream.getTracks())
      return stream
    }
    Reflect.set(window, 'camerasOn', () => tracks.filter(({ readyState }) => readyState === 'live').length)
  })
const camerasOn = (page: Page) => page.evaluate(() => Number(Reflect.get(window, 'camerasOn')()))

test('whoever is not signed in holds a certificate before the camera, after they have asked for it', async ({ newPhone, signIn }) => {
  const { certificateNo, png } = await aCertificate(newPhone, signIn)
  writeFileSync(film, filmOf(png))
  const phone = await newPhone()
  await watchCameras(phone)
  await phone.goto('/v')
  await phone.getByRole('link', { name: '改为扫码' }).click()
  await expect(verdictOf(phone)).toHaveText('扫码验证')
  expect(await camerasOn(phone)).toBe(0)
  await openCamera(phone)
  await expect(verdictOf(phone)).toHaveText('有效')
  await expect(phone).toHaveURL(`/v/${certificateNo}?lang=zh-CN`)
})

test('whoever is signed in scans with one tap, and the camera goes off when they leave', async ({ newPhone, signIn }) => {
  writeFileSync(film, filmOf(drawQr('nothing of ours')))
  const phone = await newPhone()
  await watchCameras(phone)
  await signIn(phone, people.employee)
  await phone.goto('/')
  await phone.getByRole('link', { name: '扫码验证' }).click()
  const dialog = phone.getByRole('dialog', { name: '不是考培练的验证码' })
  await expect(dialog).toContainText('nothing of ours')
  expect(await camerasOn(phone)).toBe(1)
  await dialog.getByRole('button', { name: '继续扫' }).click()
  await expect(phone.getByText('对准证书上的二维码')).toBeVisible()
  await phone.getByRole('button', { name: '返回' }).click()
  await expect(phone.getByRole('heading', { level: 1, name: '证书' })).toBeVisible()
  expect(await camerasOn(phone)).toBe(0)
})

test('where the camera was allowed before, it starts by itself', async ({ newPhone, product }) => {
  writeFileSync(film, filmOf(drawQr('nothing of ours')))
  const phone = await newPhone()
  await phone.context().grantPermissions(['camera'], { origin: product.origin })
  await phone.goto('/scan')
  await expect(phone.getByRole('dialog', { name: '不是考培练的验证码' })).toBeVisible()
})

test('a link that only looks like ours is told of, and not opened', async ({ newPhone }) => {
  writeFileSync(film, filmOf(drawQr(forged)))
  const phone = await newPhone()
  await phone.goto('/scan')
  await openCamera(phone)
  const dialog = phone.getByRole('dialog', { name: '不是考培练的验证码' })
  await expect(dialog).toContainText('它指向另一个网址：wallet.example.evil.example。没有打开。')
  await expect(dialog).toContainText(forged)
  await expect(dialog.getByRole('link')).toHaveCount(0)
  await dialog.getByRole('button', { name: '继续扫' }).click()
  // It is still held up: it was told already.
  await expect(dialog).toHaveCount(0)
  await phone.waitForTimeout(1_500)
  await expect(dialog).toHaveCount(0)
  await phone.getByLabel('相册').setInputFiles({ name: 'code.png', mimeType: 'image/png', buffer: drawQr(forged) })
  await dialog.getByRole('button', { name: '验证这个编号' }).click()
  await expect(verdictOf(phone)).toHaveText('查无此证')
})

test('a picture from the album is read, or it is said why not', async ({ newPhone, signIn }) => {
  const { certificateNo, png } = await aCertificate(newPhone, signIn)
  const phone = await newPhone()
  await phone.goto('/scan')
  const album = phone.getByLabel('相册')
  await album.setInputFiles('../apps/web/public/icon-512.png')
  await expect(phone.getByRole('status').filter({ hasText: '这张图里没有找到二维码' })).toBeVisible()
  await album.setInputFiles({ name: 'IMG_0001.HEIC', mimeType: 'image/heic', buffer: Buffer.from('....ftypheic') })
  await expect(phone.getByRole('status').filter({ hasText: 'HEIC' })).toBeVisible()
  await album.setInputFiles({ name: 'notes.png', mimeType: 'image/png', buffer: Buffer.from('not a picture') })
  await expect(phone.getByRole('status').filter({ hasText: '这个文件打不开' })).toBeVisible()
  await album.setInputFiles({ name: 'certificate.png', mimeType: 'image/png', buffer: png })
  await expect(verdictOf(phone)).toHaveText('有效')
  await expect(phone).toHaveURL(`/v/${certificateNo}?lang=zh-CN`)
})

test('a number is typed: groups fill in by themselves, a slip is marked at once', async ({ newPhone, signIn }) => {
  const { certificateNo } = await aCertificate(newPhone, signIn)
  const [, , ...groups] = certificateNo.split('-')
  const phone = await newPhone()
  // The organisation's letters come late: after the answer that nobody is signed in.
  const isVisitor = phone.waitForResponse('**/api/me')
  await phone.route('**/api/organisation', async route => {
    await isVisitor
    await phone.waitForTimeout(500)
    await route.continue()
  })
  await phone.goto('/scan')
  await phone.getByLabel('第 1 组').pressSequentially(`${groups.join('').slice(0, 11).toLowerCase()}U`)
  await expect(phone.getByText('编号里没有“U”')).toBeVisible()
  await phone.keyboard.press('ArrowRight')
  await phone.keyboard.press('Backspace')
  for (let left = 3; left > 0; left--) await phone.keyboard.press('Backspace')
  // At the beginning of the last group, backspace goes on in the one before.
  await phone.keyboard.press('Backspace')
  const second = phone.getByLabel('第 2 组')
  await expect(second).toHaveValue(groups[1]?.slice(0, 3) ?? '')
  await expect(second).toBeFocused()
  await phone.keyboard.type(`${groups[1]?.slice(3)}${groups[2]}`)
  await expect(phone.getByText('写法正确')).toBeVisible()
  await phone.keyboard.press('Enter')
  await expect(verdictOf(phone)).toHaveText('有效')
})
