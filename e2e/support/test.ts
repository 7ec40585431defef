import { rm } from 'node:fs/promises'
import { test as base, type BrowserContext, type BrowserContextOptions, type Page } from '@playwright/test'
import { copyDemoData } from './demoData.ts'
import { startProduct, type Product } from './product.ts'
import { watch } from './watch.ts'

export { expect } from '@playwright/test'

/** For a journey that is walked on the phone and on the desk: on one of them `npm run drill` does. */
export const drilledOn = (other: string, where: string): { tag?: string } => (where === other ? { tag: '@drill' } : {})

interface Phones {
  /** Another phone of this kind in somebody else's hand: nothing is remembered on it. What it does wrong fails the test at its end. */
  readonly newPhone: (options?: BrowserContextOptions) => Promise<Page>
  /** Signs in without the page, where signing in is not what is looked at. */
  readonly signIn: (page: Page, employeeNo: string) => Promise<void>
}

/** Tests with the running product behind them. Every worker has a product of its own, so that no journey meets another's traces. */
export const test = base.extend<Phones, { product: Product }>({
  product: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads from this pattern which fixtures are wanted
    async ({}, use) => {
      const folder = await copyDemoData()
      const product = await startProduct(folder)
      await use(product)
      await product.stop()
      await rm(folder, { recursive: true, force: true })
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ product }, use) => use(product.origin),
  newPhone: async ({ browser, product }, use) => {
    const complaints: string[][] = []
    const contexts: BrowserContext[] = []
    await use(async options => {
      const context = await browser.newContext({ baseURL: product.origin, ...options })
      contexts.push(context)
      const page = await context.newPage()
      complaints.push(await watch(page, product.origin))
      return page
    })
    // A phone that is still on would hold the camera against the next.
    await Promise.all(contexts.map(context => context.close()))
    base.expect(complaints.flat(), 'no policy broken, no error thrown, no other host asked').toEqual([])
  },
  signIn: async ({ product }, use) =>
    use(async (page, account) => {
      const answer = await page.request.post('/api/session', { data: { account, password: 'kpl-demo' }, headers: { origin: product.origin } })
      if (!answer.ok()) throw new Error(`${account} could not sign in: ${answer.status()} ${await answer.text()}`)
    }),
})
