import type { Page } from '@playwright/test'
import { courseCalled, lessonOf, people } from '../support/demo.ts'
import { expect, test } from '../support/test.ts'

test.use({ serviceWorkers: 'allow' })

const title = (phone: Page, name: string | RegExp) => phone.getByRole('heading', { level: 1, name })
const pictureIsThere = (phone: Page) =>
  phone
    .locator('main .paper img')
    .first()
    .evaluate((image: HTMLImageElement) => image.naturalWidth > 0)

test('the last lesson of a course brings its certificate, once, with a moment that can be shared', async ({ newPhone, signIn }) => {
  const phone = await newPhone()
  await signIn(phone, people.colleague)
  await phone.goto('/')
  await phone.getByRole('link', { name: '学习', exact: true }).click()
  await expect(title(phone, '学习')).toBeFocused()
  await expect(phone.getByText('新员工入职培训').first()).toBeVisible()
  await phone.getByRole('link', { name: /^继续学习 · 还剩 \d+ 分钟$/ }).click()
  await expect(phone.getByText(/^进度已保存 \d\d:\d\d。/)).toBeVisible()
  await phone.getByRole('button', { name: '学完了' }).click()

  await expect(phone.getByRole('heading', { name: '恭喜，证书是你的了' })).toBeVisible()
  await expect.poll(() => pictureIsThere(phone)).toBe(true)
  await expect(phone.getByText('100%')).toBeVisible()
  const { progress } = await courseCalled(phone.request, '新员工入职培训')
  const certificateNo = progress?.certificateNo ?? ''
  await phone.getByRole('link', { name: '分享海报' }).click()
  await expect(phone).toHaveURL(new RegExp(`/certificates/${certificateNo}/poster$`))
  await expect(phone.getByRole('button', { name: '生成图片' })).toBeVisible()

  await phone.goBack()
  await phone.getByRole('link', { name: '查看证书' }).click()
  await expect(phone.getByRole('heading', { level: 2, name: '新员工入职培训' })).toBeVisible()
  await expect(phone.getByText('有效 · 长期')).toBeVisible()

  // Learning it again brings nothing twice.
  const [lesson] = (await courseCalled(phone.request, '新员工入职培训')).chapters.flatMap(({ lessons }) => lessons)
  await phone.goto(`/lessons/${lesson?.id}`)
  await expect(phone.getByText('这一节已学完。')).toBeVisible()
  expect((await courseCalled(phone.request, '新员工入职培训')).progress?.certificateNo).toBe(certificateNo)
})

test('what is learnt on one phone goes on on the other', async ({ newPhone, signIn }) => {
  const [one, other] = [await newPhone(), await newPhone()]
  await Promise.all([signIn(one, people.employee), signIn(other, people.employee)])
  const course = await courseCalled(one.request, '消防安全与疏散逃生')
  const begun = course.progress?.done ?? 0
  await other.goto(`/courses/${course.id}`)
  await expect(other.getByText(`${begun} / ${course.lessonCount} 节`)).toBeVisible()

  await one.goto(`/courses/${course.id}`)
  await one.getByRole('link', { name: `继续 · ${course.next?.title}` }).click()
  await expect(title(one, course.next?.title ?? '')).toBeVisible()
  await one.getByRole('button', { name: /^下一节 · / }).click()
  await expect(title(one, course.next?.title ?? '')).toHaveCount(0)
  await expect.poll(async () => (await courseCalled(other.request, course.title)).progress?.done).toBe(begun + 1)
  await one.goBack()
  await expect(title(one, '课程')).toBeVisible()

  await other.reload()
  await expect(other.getByText(`${begun + 1} / ${course.lessonCount} 节`)).toBeVisible()
  const { next } = await courseCalled(other.request, course.title)
  await expect(other.getByRole('link', { name: `继续 · ${next?.title}` })).toBeVisible()
})

test('a lesson finished without a network is not lost', async ({ newPhone, signIn }) => {
  const phone = await newPhone()
  await signIn(phone, people.manager)
  const course = await courseCalled(phone.request, '职场健康与现场急救')
  await phone.goto(`/courses/${course.id}`)
  await phone.getByRole('button', { name: /^开始学习 · / }).click()
  await expect(phone.getByText(/^进度已保存 \d\d:\d\d。/)).toBeVisible()
  await phone.context().setOffline(true)
  await phone.getByRole('button', { name: /^下一节 · / }).click()
  await expect(phone.getByRole('heading', { name: '没有网络' })).toBeVisible()
  await phone.context().setOffline(false)
  await phone.goto('/courses')
  await expect.poll(async () => (await courseCalled(phone.request, course.title)).progress?.done).toBe(1)
})

test('a picture is enlarged and closed by keyboard, a document opens in a page of its own', async ({ newPhone, signIn }) => {
  const phone = await newPhone()
  await signIn(phone, people.employee)
  const course = await courseCalled(phone.request, '消防安全与疏散逃生')
  await phone.goto(`/lessons/${lessonOf(course, 'picture').id}`)
  const picture = phone.getByRole('main').getByRole('button', { name: /图片|放大/ })
  await picture.focus()
  await phone.keyboard.press('Enter')
  const large = phone.getByRole('dialog').getByRole('img')
  await expect.poll(() => large.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0)).toBe(true)
  await phone.keyboard.press('Escape')
  await expect(phone.getByRole('dialog')).toHaveCount(0)
  await expect(picture).toBeFocused()

  await phone.goto(`/lessons/${lessonOf(course, 'document').id}`)
  const document = phone.getByRole('link', { name: /（PDF）/ })
  const answer = await phone.request.get((await document.getAttribute('href')) ?? '')
  expect([answer.status(), answer.headers()['content-type'], await document.getAttribute('target')]).toEqual([200, 'application/pdf', '_blank'])
})

test('a video plays where it was left, and counts as seen at 90 percent', async ({ newPhone, signIn }) => {
  const phone = await newPhone({ serviceWorkers: 'block' }) // which would ask past the routes below
  await signIn(phone, people.issuer) // who has not learnt it
  const { id } = lessonOf(await courseCalled(phone.request, '数据安全与个人信息保护'), 'text')
  await phone.goto('/courses')
  const film = await phone.evaluate(drawFilm)
  const told: { position?: number; duration?: number; completed: boolean }[] = []
  await phone.route(`**/api/lessons/${id}`, async route => {
    const lesson: object = await (await route.fetch()).json()
    await route.fulfill({ json: { ...lesson, kind: 'video', mediaUrl: '/api/media/film', progress: { seconds: 3, position: 1, completedAt: null } } })
  })
  await phone.route('**/api/media/film', route =>
    route.fulfill({ body: Buffer.from(film, 'base64'), contentType: 'video/webm', headers: { 'accept-ranges': 'bytes' } }),
  )
  await phone.route(`**/api/lessons/${id}/progress`, route => {
    told.push(route.request().postDataJSON())
    return route.continue()
  })
  await phone.goto(`/lessons/${id}`)
  await expect(phone.getByText('看到 90% 记为学完。')).toBeVisible()
  const video = phone.locator('video')
  await video.evaluate(async (element: HTMLVideoElement) => {
    element.muted = true
    await element.play()
  })
  await expect
    .poll(() => told.some(({ completed, position = 0, duration = 0 }) => completed && duration > 0 && position * 10 >= duration * 9), { timeout: 20_000 })
    .toBe(true)
})

/** Some seconds of film, made by the browser itself: base64. */
const drawFilm = async (): Promise<string> => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 160, height: 90 })
  const pen = canvas.getContext('2d')
  const recorder = new MediaRecorder(canvas.captureStream(10), { mimeType: 'video/webm' })
  const parts: Blob[] = []
  recorder.ondataavailable = ({ data }) => parts.push(data)
  const ended = new Promise(resolve => (recorder.onstop = resolve))
  recorder.start()
  for (let n = 0; n < 30; n += 1) {
    if (pen) pen.fillStyle = n % 2 ? '#2e4374' : '#8c2f24'
    pen?.fillRect(0, 0, 160, 90)
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  recorder.stop()
  await ended
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer())
  return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''))
}
