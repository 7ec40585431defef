import { people } from '../support/demo.ts'
import { expect, test } from '../support/test.ts'

test('a manager reminds somebody of a certificate they miss, who sees it and opens what earns it', async ({ newPhone, signIn, product }) => {
  const [manager, employee] = [await newPhone(), await newPhone()]
  await Promise.all([signIn(manager, people.manager), signIn(employee, people.colleague)])
  const { units } = (await (await manager.request.get('/api/dashboard/units')).json()) as { units: { id: number }[] }
  const unit = `/api/dashboard/units/${units[0]?.id}`
  const { items } = (await (await manager.request.get(`${unit}/people?measure=missing&q=KPL0005`)).json()) as {
    items: { employeeNo: string; templateId: number; title: string }[]
  }
  const [lacks] = items
  const order = { items: [{ employeeNo: lacks?.employeeNo, templateId: lacks?.templateId }] }
  expect(await (await manager.request.post(`${unit}/reminders`, { data: order, headers: { origin: product.origin } })).json()).toEqual({
    reminded: 1,
    already: 0,
    notNeeded: 0,
  })

  await employee.goto('/')
  await employee.getByRole('link', { name: /^通知，\d 条未读$/ }).click()
  const notice = employee.getByRole('listitem').filter({ hasText: lacks?.title ?? '' })
  await expect(notice).toContainText('主管提醒')
  await notice.getByRole('link', { name: /^去(学习|考试)$/ }).click()
  await expect(employee).toHaveURL(/\/(courses|exams)\/\d+$/)
  await employee.goto('/')
  await expect(employee.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(employee.getByRole('link', { name: /^通知/ })).toHaveCount(0)
})
