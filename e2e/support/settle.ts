import type { Page, Request } from '@playwright/test'
import { setTimeout as wait } from 'node:timers/promises'

/** How long nobody asks for anything before a page counts as still. Playwright's own `networkidle` waits five times as long. */
const stillness = 100

/** Watches what a page asks for from now on; the answer waits until all of it is there, and the page has nothing left to do with it. */
export const settling = (page: Page): (() => Promise<void>) => {
  const underWay = new Set<Request>()
  let last = Date.now()
  const begin = (request: Request) => void underWay.add(request)
  const end = (request: Request) => {
    underWay.delete(request)
    last = Date.now()
  }
  page.on('request', begin).on('requestfinished', end).on('requestfailed', end)
  const isStill = () => underWay.size === 0 && Date.now() - last >= stillness
  return async () => {
    for (;;) {
      while (!isStill()) await wait(20)
      await page.evaluate(() => new Promise(done => requestIdleCallback(() => requestAnimationFrame(done), { timeout: 300 })))
      if (isStill()) break
    }
    page.off('request', begin).off('requestfinished', end).off('requestfailed', end)
  }
}
