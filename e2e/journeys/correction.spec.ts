import { people } from '../support/demo.ts'
import { drilledOn, expect, test } from '../support/test.ts'

const places = [
  { where: 'on the phone', options: {}, sign: '沅', score: '88.5' },
  { where: 'on the desk', options: { viewport: { width: 1280, height: 800 } }, sign: '澧', score: '91.5' },
] as const

for (const { where, options, sign, score } of places) {
  test(
    `a wrong name is asked to be corrected, approved, and stands on a new certificate that the old one leads to, ${where}`,
    drilledOn('on the desk', where),
    async ({ newPhone, signIn }, { project }) => {
      test.skip(where === 'on the desk' && project.name !== 'iPhone', 'the desk is the same beside every phone')
      const [holder, issuer] = [await newPhone(options), await newPhone(options)]
      await signIn(holder, people.misnamed)
      await signIn(issuer, people.issuer)
      const { items } = (await (await holder.request.get('/api/certificates?status=valid&limit=1')).json()) as {
        items: { certificateNo: string; holderName: string }[]
      }
      const { certificateNo = '', holderName = '' } = items[0] ?? {}
      const wanted = `${holderName.slice(0, -1)}${sign}`

      await test.step('its holder asks, and sees that it waits', async () => {
        await holder.goto(`/certificates/${certificateNo}`)
        await holder.getByRole('button', { name: '姓名有误' }).click()
        const sheet = holder.getByRole('dialog')
        await sheet.getByRole('button', { name: '提交申请' }).click()
        await expect(sheet.getByText('请写正确的姓名')).toBeVisible()
        await sheet.getByLabel('正确的姓名').fill(wanted)
        await sheet.getByLabel('怎么错了').fill(`身份证上是“${sign}”`)
        await sheet.getByRole('button', { name: '提交申请' }).click()
        await expect(sheet.getByText('待处理')).toBeVisible()
      })

      await test.step('an issuer approves it', async () => {
        await issuer.goto('/issue/requests')
        const request = issuer.getByRole('article', { name: `${holderName} → ${wanted}` })
        await request.getByRole('button', { name: '同意', exact: true }).click()
        const dialog = issuer.getByRole('dialog')
        await expect(dialog.getByRole('switch', { name: '同时改登记的姓名' })).toBeChecked()
        await dialog.getByRole('button', { name: '同意', exact: true }).click()
        await expect(request).toBeHidden()
      })

      await test.step('the old certificate leads to the new one, with the right name', async () => {
        await holder.goto(`/certificates/${certificateNo}`)
        await expect(holder.getByText('这张证书已由新证书接替')).toBeVisible()
        await expect(holder.getByRole('heading', { name: '经历' })).toBeVisible()
        await expect(holder.getByRole('button', { name: '姓名有误' })).toHaveCount(0)
        await expect(holder.getByRole('link', { name: '分享链接' })).toHaveCount(0)
        await holder
          .getByRole('link', { name: /看新证书/ })
          .first()
          .click()
        await expect(holder.getByRole('definition').filter({ hasText: wanted })).toBeVisible()
      })
    },
  )

  test(
    `an issuer corrects a certificate, having seen it before and after, ${where}`,
    drilledOn('on the phone', where),
    async ({ newPhone, signIn }, { project }) => {
      test.skip(where === 'on the desk' && project.name !== 'iPhone', 'the desk is the same beside every phone')
      const page = await newPhone(options)
      await signIn(page, people.issuer)
      const { items } = (await (await page.request.get('/api/issued?status=valid&type=exam&limit=50')).json()) as {
        items: { certificateNo: string; supersedes: string | null }[]
      }
      const certificateNo = items.find(({ supersedes }) => supersedes === null)?.certificateNo ?? ''
      await page.goto(`/certificates/${certificateNo}`)
      await page.getByRole('button', { name: '办理' }).click()
      await page.getByRole('dialog').getByRole('button', { name: '更正重发' }).click()
      await expect(page.getByAltText('更正后')).toBeVisible()
      await page.getByLabel('成绩').fill(score)
      await page.getByRole('button', { name: '更正前' }).click()
      await expect(page.getByAltText('更正前')).toBeVisible()
      await page.getByRole('button', { name: '重发', exact: true }).click()
      await expect(page.getByText('请写明原因')).toBeVisible()
      await page.getByLabel('为什么更正').fill('成绩录入有误')
      await page.getByRole('button', { name: '重发', exact: true }).click()
      const dialog = page.getByRole('dialog')
      await expect(dialog).toContainText(`→ ${score}`)
      await dialog.getByRole('button', { name: '重发', exact: true }).click()
      await expect(page).not.toHaveURL(new RegExp(`${certificateNo}|reissue`))
      await expect(page.getByRole('definition').filter({ hasText: `${score} 分` })).toBeVisible()
      await page.getByRole('link', { name: certificateNo }).first().click()
      await expect(page.getByText('更正重发：成绩录入有误')).toBeVisible()
    },
  )
}
