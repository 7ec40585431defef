import { test as base, type Page } from '@playwright/test'
import { startProduct, type Product } from './product.ts'

export { expect } from '@playwright/test'

/** A browser's page with the running product behind it. Every phone has a product of its own, so that no journey meets another's traces. */
export const test = base.extend<{ signedInAs: (page: Page, employeeNo: string) => Promise<void> }, { product: Product }>({
  product: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads from this pattern which fixtures are wanted
    async ({}, use) => {
      const product = await startProduct()
      await use(product)
      await product.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ product }, use) => use(product.origin),
  /** Signs in without the page, where signing in is not what is looked at. */
  signedInAs: async ({ product }, use) =>
    use(async (page, account) => {
      const answer = await page.request.post('/api/session', { data: { account, password: 'kpl-demo' }, headers: { origin: product.origin } })
      if (!answer.ok()) throw new Error(`${account} could not sign in: ${answer.status()} ${await answer.text()}`)
    }),
})
