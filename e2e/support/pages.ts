import { expect, type APIRequestContext, type Page } from '@playwright/test'
import { courseCalled, lessonOf, people, someCertificate } from './demo.ts'
import { examPlaces } from './examPages.ts'
import { chooseFormat, chooseLook, insistOnPoster } from './poster.ts'
import { drawQr } from './qr.ts'
import { beginWith, goOverToHtml, settle, slipThrice } from './templates.ts'
import { settling } from './settle.ts'

/** One page of the product, who looks at it, where, and what they do there before they look. */
export interface Place {
  readonly name: string
  readonly as: string | null
  readonly path: string
  /** What the server answers: 200 where nothing else is said. */
  readonly status?: number
  readonly act?: (page: Page) => Promise<void>
}

/** Opens a page and waits until it shows what it has to show. */
export const open = async (page: Page, { path, status = 200, act }: Place): Promise<void> => {
  const settled = settling(page)
  const answer = await page.goto(path)
  if (!answer?.fromServiceWorker()) expect(answer?.status(), path).toBe(status)
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
  await act?.(page)
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
  await settled()
}

const tap = (name: RegExp) => async (page: Page) => {
  await page.getByRole('button', { name }).first().click()
  await expect(page.getByRole('dialog')).toBeVisible()
}
const signInWrongly = async (page: Page) => {
  await page.getByLabel(/^(工号或邮箱|Employee number or e-mail)$/).fill('KPL0120')
  await page.getByLabel(/^(密码|Password)$/).fill('wrong')
  await page.getByRole('button', { name: /^(登录|Sign in)$/ }).click()
  await expect(page.getByRole('alert').first()).not.toBeEmpty()
}
const fillOrder = async (page: Page) => {
  await page.getByRole('button', { name: /^(清空|Clear)$/ }).click() // what was typed before is kept
  await tap(/^(选一个人|Choose a person)$/)(page)
  await page.getByRole('dialog').getByRole('searchbox').fill('KPL0005')
  await page.getByRole('dialog').getByRole('button', { name: 'KPL0005' }).click()
  await page.getByRole('radio').first().check()
  await page.getByLabel(/^(标题|Title)$/).fill('消防安全与应急处置')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}
const previewOrder = async (page: Page) => {
  await fillOrder(page)
  await tap(/^(预览|Preview)$/)(page)
  await expect(page.getByRole('dialog').getByRole('img')).toBeVisible()
}

const confirmOrder = async (page: Page) => {
  await fillOrder(page)
  await tap(/^(颁发|Issue)$/)(page)
  await expect(page.getByRole('dialog').getByRole('img')).toBeVisible()
}

const list = [
  '工号,姓名,成绩,证书名称,有效期至',
  'KPL0005,不是这个名字,88,上岗证,',
  'KPL0006,,八十八,上岗证,2027-02-30',
  'KPL9999,,90,上岗证,',
  'KPL0005,,90,上岗证,',
].join('\n')
const sendList = async (page: Page) => {
  await page.locator('input[type="file"]').setInputFiles({ name: '上岗证 2026 年 11 月.csv', mimeType: 'text/csv', buffer: Buffer.from(list) })
  await expect(page.getByText(/还没有写入任何证书|No certificate has been written yet/)).toBeVisible()
}
const settleList = async (page: Page) => {
  await sendList(page)
  await tap(/^(列和设置|Settings)$/)(page)
}
const confirmList = async (page: Page) => {
  await sendList(page)
  await tap(/^(颁发 1 张|Issue 1)$/)(page)
}

const makeLink = async (page: Page) => {
  await page.getByRole('button', { name: /^(新建链接|Make a link)$/ }).click()
  await expect(page.getByRole('heading', { name: /^(链接好了|The link is ready)$/ })).toBeVisible()
}
/** Opens the link just made, as anyone would. */
const openLink = async (page: Page) => {
  await makeLink(page)
  const url = page.getByText(/^https?:\/\/\S+\/s\/\S+$/).first()
  await page.goto(new URL((await url.textContent())?.trim() ?? '').pathname)
  await expect.poll(() => page.locator('figure img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
}
const withdrawLink = async (page: Page) => {
  await makeLink(page)
  await tap(/^(收回|Take back)$/)(page)
}

const posterIn = (look: 'paper' | 'ink' | 'festive', format: 'portrait' | 'square') => async (page: Page) => {
  await chooseLook(page, look)
  await chooseFormat(page, format)
}
const makeOnePoster = async (page: Page) => {
  await posterIn('paper', 'portrait')(page)
  await insistOnPoster(page)
}

/** The machine that looks at the pages has none. */
const openCamera = async (page: Page) => {
  await page.getByRole('button', { name: /^(打开相机|Open camera)$/ }).click()
  await expect(page.getByRole('heading', { level: 2, name: /^(没有找到相机|No camera was found)$/ })).toBeVisible()
}
const chooseForeign = async (page: Page) => {
  const code = drawQr('https://wallet.example.evil.example/v/KPL-2026-0000-0000-000D')
  await page.getByLabel(/^(相册|Photos)$/).setInputFiles({ name: 'code.png', mimeType: 'image/png', buffer: code })
  await expect(page.getByRole('dialog')).toBeVisible()
}

const openEvent = async (page: Page) => {
  await page.getByRole('main').getByRole('list').getByRole('button').first().click()
  await expect(page.getByRole('dialog')).toBeVisible()
}

const findCourse = async (page: Page) => {
  await tap(/^(搜索课程|Search courses)$/)(page)
  await page.getByRole('searchbox').fill('安全')
  await expect(page.getByRole('dialog').getByRole('link').first()).toBeVisible()
}
const chooseCategory = (name: RegExp) => async (page: Page) => {
  await page.getByRole('button', { name }).click()
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1)
}
const openContents = async (page: Page) => {
  await tap(/^(目录|Contents)$/)(page)
  await expect(page.getByRole('dialog').getByRole('link').first()).toBeVisible()
}

const openMissing = async (page: Page) => {
  await tap(/^(必备覆盖|Coverage)/)(page)
  await expect(page.getByRole('dialog').getByRole('checkbox').first()).toBeAttached()
}

const orderContent = async (page: Page) => {
  await page.getByRole('button', { name: /^(排序|Reorder)$/ }).click()
  await expect(page.getByRole('button', { name: /^(下移|Move down)/ }).first()).toBeVisible()
}
const writeLesson = async (page: Page) => {
  await page
    .getByRole('button', { name: /标识|Picture|图解/ })
    .first()
    .click()
  await expect(page.getByRole('dialog')).toBeVisible()
}
/** Publishes what lacks everything. */
const publishNothing = async (page: Page) => {
  await page.getByLabel(/^(课程名称|Title)$/).fill('新课')
  await page.getByRole('button', { name: /^(加一节|Add a lesson)$/ }).click()
  await page.getByRole('button', { name: /^(写好了|Done)$/ }).click()
  await tap(/^(发布|Publish)$/)(page)
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^(发布|Publish)$/ })
    .click()
  await expect(page.getByRole('alert')).toBeVisible()
}

/** What an issuer does to a certificate, as far as the dialog. */
const manage = (deed: RegExp) => async (page: Page) => {
  await tap(/^(办理|Manage)$/)(page)
  await page.getByRole('dialog').getByRole('button', { name: deed }).click()
  await expect(page.getByRole('dialog').getByRole('button', { name: /^(取消|Cancel)$/ })).toBeVisible()
}
/** Sends a correction without a reason. */
const correctNothing = async (page: Page) => {
  await expect(page.locator('.pictures img')).toBeVisible()
  await page.getByRole('button', { name: /^(重发|Reissue)$/ }).click()
  await expect(page.getByRole('alert').filter({ hasText: /./ })).toBeVisible()
}

/** Lists templates as they are put in order. */
const orderTemplates = async (page: Page) => {
  await page.getByRole('button', { name: /^(排序|Reorder)$/ }).click()
  await expect(page.locator('.handle').first()).toBeVisible()
}
const beginTemplate = async (page: Page) => {
  await tap(/^(新建模板|New template)$/)(page)
  await expect(page.getByRole('dialog').locator('img')).toHaveCount(3)
}
const writeByHand = async (page: Page) => {
  await beginWith(page, /经典证书|Classic/)
  await goOverToHtml(page)
  await slipThrice(page)
  await expect(page.getByText(/text-shadow/).first()).toBeVisible()
}
const leaveForm = async (page: Page) => {
  await settle(page)
  await tap(/^(HTML 与 CSS|HTML and CSS)$/)(page)
}
/** A second version that differs in a colour and a text. */
const makeVersion = async (page: Page) => {
  const path = new URL(page.url()).pathname.replace('/versions', '')
  await page.evaluate(async address => {
    const { id: _id, issuedCount: _count, createdAt: _created, updatedAt: _updated, version, ...draft } = await (await fetch(address)).json()
    if (version > 1) return
    const body = JSON.stringify({
      ...draft,
      form: null,
      templateHtml: draft.templateHtml.replace('兹证明', '特此证明'),
      templateStyle: `${draft.templateStyle}.kind{color:#5a2450}`,
    })
    await fetch(address, { method: 'PUT', headers: { 'content-type': 'application/json' }, body })
  }, `/api${path}`)
  await page.reload()
  await expect(page.getByRole('group', { name: /^(样式|Style)$/ })).toBeVisible()
}

/** Every page there is, in every state that the demo company has. `issuer` is the request context of an issuer. */
export const everyPlace = async (issuer: APIRequestContext): Promise<Place[]> => {
  const numberOf = async (status: Parameters<typeof someCertificate>[1]) => (await someCertificate(issuer, status)).certificateNo
  const [own, valid, expiring, notYetValid, expired, superseded, suspended, revoked] = await Promise.all([
    someCertificate(issuer, 'valid', '周雨桐').then(({ certificateNo }) => certificateNo),
    numberOf('valid'),
    numberOf('expiring'),
    numberOf('notYetValid'),
    numberOf('expired'),
    numberOf('superseded'),
    numberOf('suspended'),
    numberOf('revoked'),
  ])
  const [fire, service] = await Promise.all([courseCalled(issuer, '消防安全与疏散逃生'), courseCalled(issuer, '客户服务沟通技巧')])
  const lesson = (kind: Parameters<typeof lessonOf>[1]) => `/lessons/${lessonOf(fire, kind).id}`
  const nobody = null
  return [
    { name: 'login', as: nobody, path: '/login' },
    { name: 'login-refused', as: nobody, path: '/login?problem=sign_on_unknown_person' },
    { name: 'login-error', as: nobody, path: '/login', act: signInWrongly },
    { name: 'wallet', as: people.employee, path: '/' },
    { name: 'wallet-search', as: people.employee, path: '/', act: tap(/^(搜索|Search)$/) },
    { name: 'wallet-status', as: people.employee, path: '/', act: tap(/^(状态|Status)/) },
    { name: 'wallet-empty', as: people.manager, path: '/' },
    { name: 'wallet-empty-issuer', as: people.issuer, path: '/' },
    { name: 'wallet-take-away', as: people.employee, path: '/', act: tap(/^(打包带走|Take away)$/) },
    { name: 'me', as: people.employee, path: '/me' },
    { name: 'me-language', as: people.employee, path: '/me', act: tap(/^(语言|Language)/) },
    { name: 'me-theme', as: people.employee, path: '/me', act: tap(/^(外观|Appearance)/) },
    { name: 'me-devices', as: people.employee, path: '/me', act: tap(/^(登录的设备|Signed-in devices)/) },
    { name: 'me-about', as: people.employee, path: '/me', act: tap(/^(关于|About)/) },
    { name: 'notices', as: people.employee, path: '/notices' },
    { name: 'not-found', as: people.employee, path: '/nowhere', status: 404 },
    { name: 'certificate-own', as: people.employee, path: `/certificates/${own}` },
    { name: 'certificate-more', as: people.employee, path: `/certificates/${own}`, act: tap(/^(更多|More)$/) },
    { name: 'shares', as: people.employee, path: `/certificates/${own}/shares`, act: makeLink },
    { name: 'shares-withdraw', as: people.employee, path: `/certificates/${own}/shares`, act: withdrawLink },
    { name: 'shared', as: people.employee, path: `/certificates/${own}/shares`, act: openLink },
    { name: 'shared-not-found', as: nobody, path: '/s/nothing', status: 404 },
    { name: 'certificate', as: people.issuer, path: `/certificates/${valid}` },
    { name: 'certificate-picture', as: people.issuer, path: `/certificates/${valid}`, act: tap(/^(看大图|Enlarge)$/) },
    { name: 'certificate-code', as: people.issuer, path: `/certificates/${valid}`, act: tap(/^(放大二维码|Enlarge the QR code)/) },
    { name: 'certificate-manage', as: people.issuer, path: `/certificates/${expiring}`, act: tap(/^(办理|Manage)$/) },
    { name: 'certificate-renew', as: people.issuer, path: `/certificates/${expiring}`, act: manage(/^(续证|Renew)$/) },
    { name: 'certificate-suspend', as: people.issuer, path: `/certificates/${valid}`, act: manage(/^(暂停|Suspend)$/) },
    { name: 'certificate-revoke', as: people.issuer, path: `/certificates/${valid}`, act: manage(/^(撤销，不可恢复|Revoke for good)$/) },
    { name: 'certificate-reissue', as: people.issuer, path: `/certificates/${valid}/reissue`, act: correctNothing },
    { name: 'certificate-name', as: people.employee, path: `/certificates/${own}`, act: tap(/^(姓名有误|The name is wrong)/) },
    { name: 'certificate-expiring', as: people.issuer, path: `/certificates/${expiring}` },
    { name: 'certificate-not-yet', as: people.issuer, path: `/certificates/${notYetValid}` },
    { name: 'certificate-expired', as: people.issuer, path: `/certificates/${expired}` },
    { name: 'certificate-superseded', as: people.issuer, path: `/certificates/${superseded}` },
    { name: 'certificate-suspended', as: people.issuer, path: `/certificates/${suspended}` },
    { name: 'certificate-revoked', as: people.issuer, path: `/certificates/${revoked}` },
    { name: 'poster-paper', as: people.employee, path: `/certificates/${own}/poster`, act: posterIn('paper', 'portrait') },
    { name: 'poster-ink', as: people.employee, path: `/certificates/${own}/poster`, act: posterIn('ink', 'portrait') },
    { name: 'poster-festive', as: people.employee, path: `/certificates/${own}/poster`, act: posterIn('festive', 'portrait') },
    { name: 'poster-square', as: people.employee, path: `/certificates/${own}/poster`, act: posterIn('festive', 'square') },
    { name: 'poster-done', as: people.employee, path: `/certificates/${own}/poster`, act: makeOnePoster },
    { name: 'poster-expired', as: people.issuer, path: `/certificates/${expired}/poster` },
    { name: 'courses', as: people.employee, path: '/courses' },
    { name: 'courses-search', as: people.employee, path: '/courses', act: findCourse },
    { name: 'courses-order', as: people.employee, path: '/courses', act: tap(/^(排序|Sort)$/) },
    { name: 'courses-category', as: people.employee, path: '/courses', act: chooseCategory(/^(产品|Product)$/) },
    { name: 'course', as: people.employee, path: `/courses/${fire.id}` },
    { name: 'course-fresh', as: people.admin, path: `/courses/${fire.id}` },
    { name: 'course-completed', as: people.employee, path: `/courses/${service.id}` },
    { name: 'course-specimen', as: people.employee, path: `/courses/${fire.id}`, act: tap(/学完即得|Yours when/) },
    { name: 'course-done', as: people.employee, path: `/courses/${service.id}/done` },
    { name: 'course-unknown', as: people.employee, path: '/courses/999999' },
    { name: 'lesson-text', as: people.employee, path: lesson('text') },
    { name: 'lesson-picture', as: people.employee, path: lesson('picture') },
    { name: 'lesson-picture-large', as: people.employee, path: lesson('picture'), act: tap(/图片|Picture|Enlarge/) },
    { name: 'lesson-document', as: people.employee, path: lesson('document') },
    { name: 'lesson-contents', as: people.employee, path: lesson('text'), act: openContents },
    { name: 'lesson-unknown', as: people.employee, path: '/lessons/999999' },
    { name: 'growth', as: people.employee, path: '/growth' },
    { name: 'badges', as: people.employee, path: '/growth/badges' },
    { name: 'badge', as: people.employee, path: '/growth/badges', act: tap(/^(连续 30 天|30 days in a row)/) },
    { name: 'leaderboard', as: people.employee, path: '/growth/leaderboard?period=month&scope=enterprise' },
    { name: 'dashboard', as: people.manager, path: '/dashboard' },
    { name: 'dashboard-people', as: people.manager, path: '/dashboard', act: openMissing },
    { name: 'dashboard-team', as: people.leader, path: '/dashboard' },
    { name: 'requirements', as: people.issuer, path: '/dashboard/requirements', act: tap(/^(加一张必备证书|Require a certificate)$/) },
    { name: 'issue', as: people.issuer, path: '/issue' },
    { name: 'issue-person', as: people.issuer, path: '/issue', act: tap(/^(选一个人|Choose a person)$/) },
    { name: 'issue-filled', as: people.issuer, path: '/issue', act: fillOrder },
    { name: 'issue-preview', as: people.issuer, path: '/issue', act: previewOrder },
    { name: 'issue-confirm', as: people.issuer, path: '/issue', act: confirmOrder },
    { name: 'issued', as: people.issuer, path: '/issued' },
    { name: 'batch', as: people.issuer, path: '/issue/batch' },
    { name: 'batch-check', as: people.issuer, path: '/issue/batch', act: sendList },
    { name: 'batch-settings', as: people.issuer, path: '/issue/batch', act: settleList },
    { name: 'batch-confirm', as: people.issuer, path: '/issue/batch', act: confirmList },
    { name: 'batch-unknown', as: people.issuer, path: '/issue/batch/999999' },
    { name: 'requests', as: people.issuer, path: '/issue/requests' },
    { name: 'templates', as: people.issuer, path: '/templates', act: orderTemplates },
    { name: 'templates-begin', as: people.issuer, path: '/templates', act: beginTemplate },
    { name: 'template', as: people.issuer, path: '/templates/new?from=achievement', act: leaveForm },
    { name: 'template-html', as: people.issuer, path: '/templates', act: writeByHand },
    { name: 'template-versions', as: people.issuer, path: '/templates/1/versions', act: makeVersion },
    { name: 'template-unknown', as: people.issuer, path: '/templates/999999' },
    { name: 'audit', as: people.admin, path: '/audit' },
    { name: 'audit-event', as: people.admin, path: '/audit', act: openEvent },
    { name: 'people', as: people.admin, path: '/people' },
    { name: 'people-import', as: people.admin, path: '/people/import' },
    { name: 'person-new', as: people.admin, path: '/people/new' },
    { name: 'person-edit', as: people.admin, path: `/people/${people.manager}/edit` },
    { name: 'webhooks', as: people.admin, path: '/webhooks' },
    { name: 'webhook-unknown', as: people.admin, path: '/webhooks/999999' },
    { name: 'units', as: people.admin, path: '/units' },
    { name: 'unit', as: people.admin, path: '/units', act: openEvent },
    { name: 'password-gone', as: nobody, path: '/password' },
    { name: 'person', as: people.admin, path: `/people/${people.colleague}` },
    { name: 'person-anonymise', as: people.admin, path: `/people/${people.colleague}`, act: tap(/^(匿名化|Anonymise)$/) },
    { name: 'content', as: people.issuer, path: '/content' },
    { name: 'content-courses', as: people.issuer, path: '/content/courses', act: orderContent },
    { name: 'content-course', as: people.issuer, path: `/content/courses/${fire.id}` },
    { name: 'content-lesson', as: people.issuer, path: `/content/courses/${fire.id}`, act: writeLesson },
    { name: 'content-badge', as: people.issuer, path: '/content/badges/3' },
    { name: 'content-path', as: people.issuer, path: '/content/paths/1' },
    { name: 'content-course-wrong', as: people.issuer, path: '/content/courses/new', act: publishNothing },
    { name: 'scan', as: nobody, path: '/scan' },
    { name: 'scan-no-camera', as: nobody, path: '/scan', act: openCamera },
    { name: 'scan-foreign', as: nobody, path: '/scan', act: chooseForeign },
    { name: 'verify-form', as: nobody, path: '/v' },
    { name: 'verify-valid', as: nobody, path: `/v/${valid}` },
    { name: 'verify-expiring', as: nobody, path: `/v/${expiring}` },
    { name: 'verify-not-yet', as: nobody, path: `/v/${notYetValid}` },
    { name: 'verify-expired', as: nobody, path: `/v/${expired}` },
    { name: 'verify-superseded', as: nobody, path: `/v/${superseded}` },
    { name: 'verify-suspended', as: nobody, path: `/v/${suspended}` },
    { name: 'verify-revoked', as: nobody, path: `/v/${revoked}` },
    { name: 'verify-unknown', as: nobody, path: '/v/KPL-2026-0000-0000-000D' },
    { name: 'verify-mistyped', as: nobody, path: `/v/${mistyped(valid)}` },
    ...(await examPlaces(issuer)),
    { name: 'api-docs', as: nobody, path: '/api/docs' },
  ]
}

/** The same number with its last symbol wrong. */
const mistyped = (certificateNo: string) => certificateNo.slice(0, -1) + (certificateNo.endsWith('0') ? '1' : '0')
