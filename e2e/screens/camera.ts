import { writeFile } from 'node:fs/promises'
import type { Browser, BrowserContext, Page } from '@playwright/test'
import type { Product } from '../support/product.ts'
import { phones } from '../support/phones.ts'

/** How a page is looked at: in which language, by day or by night, and how many pixels of the picture make one of the page. */
export interface Look {
  readonly locale: string
  readonly colorScheme: 'light' | 'dark'
  readonly scale?: number
}

/** A phone in the hand of this person, or of nobody. */
export const newPhone = async (browser: Browser, product: Product, { locale, colorScheme, scale = 2 }: Look, account: string | null): Promise<Page> => {
  const { isMobile, hasTouch, userAgent, viewport } = phones.iPhone
  const context = await browser.newContext({
    isMobile,
    hasTouch,
    userAgent,
    viewport,
    deviceScaleFactor: scale,
    baseURL: product.origin,
    locale,
    colorScheme,
    timezoneId: 'Asia/Shanghai',
    serviceWorkers: 'block',
    reducedMotion: 'reduce',
  })
  if (account !== null) await signIn(context, product, account)
  return context.newPage()
}

export const signIn = ({ request }: BrowserContext, { publicOrigin }: Product, account: string): Promise<unknown> =>
  request.post('/api/session', { data: { account, password: 'kpl-demo' }, headers: { origin: publicOrigin } })

/** Signs out, so that the next picture does not list this phone among the devices. */
export const putAway = async (context: BrowserContext, { publicOrigin }: Product): Promise<void> => {
  await context.request.delete('/api/session', { headers: { origin: publicOrigin } })
  await context.close()
}

/** What the page shows, as WebP: a tenth of the size of a PNG. */
export const photograph = async (page: Page, quality = 82): Promise<Buffer> => {
  const devtools = await page.context().newCDPSession(page)
  const { data } = await devtools.send('Page.captureScreenshot', { format: 'webp', quality })
  await devtools.detach()
  return Buffer.from(data, 'base64')
}

export const photographTo = async (page: Page, file: string): Promise<void> => writeFile(file, await photograph(page))
