import { people } from '../support/demo.ts'
import { expect, test } from '../support/test.ts'

const title = '一门学成'

test('an issuer writes a badge that somebody has earned already: it hangs on their wall; and gives a growth path another stage', async ({
  newPhone,
  signIn,
}) => {
  const issuer = await newPhone()
  await signIn(issuer, people.issuer)
  await issuer.goto('/content/badges')
  await issuer.getByRole('link', { name: '新建' }).click()
  await issuer.getByLabel('奖章名称').fill(title)
  await issuer.getByLabel('英文名称').fill('One course done')
  await expect(issuer.getByText('学完 1 门课程')).toBeVisible()
  await expect(issuer.getByRole('status').filter({ hasText: /[1-9]\d* 人今天就符合/ })).toBeVisible()
  await issuer.getByRole('button', { name: '发布' }).click()
  await issuer.getByRole('dialog').getByRole('button', { name: '发布' }).click()
  await expect(issuer.getByRole('button', { name: '已发布' })).toBeDisabled()
  await expect(issuer).toHaveURL(/\/content\/badges\/\d+$/)

  const employee = await newPhone()
  await signIn(employee, people.employee)
  await expect(async () => {
    await employee.goto('/growth/badges')
    await expect(employee.getByRole('button', { name: new RegExp(`${title}.*得到`) })).toBeVisible({ timeout: 2_000 })
  }).toPass()

  await issuer.goto('/content/paths')
  await issuer.getByRole('main').getByRole('listitem').first().getByRole('link').click()
  await issuer.getByRole('button', { name: '加一个阶段' }).click()
  const stage = issuer.getByRole('region').last()
  await stage.getByLabel('名称', { exact: true }).fill('导师')
  await stage.getByLabel('英文名称').fill('Mentor')
  await stage.getByRole('button', { name: '加一项要做的' }).click()
  const things = issuer.getByRole('dialog')
  await things.getByRole('button', { name: '证书', exact: true }).click()
  await things.getByRole('listitem').getByRole('button', { disabled: false }).first().click()
  await expect(stage.getByRole('checkbox')).toBeChecked()
  await issuer.getByRole('button', { name: '发布' }).click()
  await issuer.getByRole('dialog').getByRole('button', { name: '发布' }).click()
  await expect(issuer.getByRole('button', { name: '已发布' })).toBeDisabled()
})
