import type { Certificate } from '@wallet/shared/certificates/certificate'
import { certificatesOf, people } from '../support/demo.ts'
import { drilledOn, expect, test } from '../support/test.ts'

const places = [
  { where: 'on the phone', options: {}, at: 0 },
  { where: 'on the desk', options: { viewport: { width: 1280, height: 800 } }, at: 1 },
] as const
const known = new Set<string>(Object.values(people))

for (const { where, options, at } of places) {
  test(
    `an administrator anonymises somebody: the certificate stays valid and says no name, ${where}`,
    drilledOn('on the desk', where),
    async ({ newPhone, signIn }, { project }) => {
      test.skip(where === 'on the desk' && project.name !== 'iPhone', 'the desk is the same beside every phone')
      const [admin, issuer, anyone] = [await newPhone(options), await newPhone(options), await newPhone(options)]
      await signIn(admin, people.admin)
      await signIn(issuer, people.issuer)
      const valid = (await certificatesOf(issuer.request, { status: 'valid', limit: '100' })).filter(({ employeeNo }) => !known.has(employeeNo))
      const holders = [...new Map(valid.map((one): [string, Certificate] => [one.employeeNo, one])).values()]
      const held = holders[at]
      if (!held) throw new Error('the demo company has too few people')
      const { certificateNo, employeeNo, holderName, title } = held

      await test.step('having read what is going to happen, and typed the number again', async () => {
        await admin.goto(`/people/${employeeNo}`)
        await expect(admin.getByRole('heading', { name: holderName ?? '' })).toBeVisible()
        await admin.getByRole('button', { name: '匿名化' }).click()
        const dialog = admin.getByRole('dialog')
        await expect(dialog).toContainText('这一步不能撤销')
        await expect(dialog).toContainText('张证书保留并仍可查验')
        await dialog.getByLabel(`再输入一次工号 ${employeeNo}`).fill('KPL9999')
        await dialog.getByRole('button', { name: '永久匿名化' }).click()
        await expect(dialog.getByText('和工号不一致')).toBeVisible()
        await dialog.getByLabel(`再输入一次工号 ${employeeNo}`).fill(employeeNo.toLowerCase())
        await dialog.getByRole('button', { name: '永久匿名化' }).click()
        await expect(dialog).toBeHidden()
        await expect(admin).toHaveURL(/\/people\/X-[0-9A-Z]{8}$/)
        await expect(admin.getByText('姓名已经抹去，只剩这个代号。证书仍可查验。')).toBeVisible()
        await expect(admin.locator('body')).not.toContainText(holderName ?? '')
      })

      await test.step('whoever scans it learns that it is valid, and no name', async () => {
        const answer = await anyone.goto(`/v/${certificateNo}`)
        expect(await answer?.text()).not.toContain(holderName ?? '')
        await expect(anyone.getByRole('heading', { level: 1 })).toContainText('有效')
        await expect(anyone.getByRole('definition').filter({ hasText: '姓名已隐去' })).toBeVisible()
        await expect(anyone.getByRole('heading', { name: title })).toBeVisible()
      })

      await test.step('issuers find it without a name and without a picture, and can only take it back', async () => {
        await issuer.goto(`/issued?q=${certificateNo}`)
        await expect(issuer.getByText('姓名已隐去').first()).toBeVisible()
        await issuer.goto(`/certificates/${certificateNo}`)
        await expect(issuer.getByText('图片已撤下', { exact: true })).toBeVisible()
        await expect(issuer.getByRole('heading', { name: '持有人已匿名' })).toBeVisible()
        await expect(issuer.getByRole('button', { name: /PDF/ })).toHaveCount(0)
        await expect(issuer.getByRole('img', { name: title })).toHaveCount(0)
        await issuer.getByRole('button', { name: '办理' }).click()
        const deeds = issuer.getByRole('dialog')
        await expect(deeds.getByRole('button', { name: '撤销' })).toBeVisible()
        await expect(deeds.getByRole('button', { name: '更正重发' })).toHaveCount(0)
      })
    },
  )
}
