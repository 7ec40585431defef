import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { launchBrowser } from '../support/browser.ts'
import { people } from '../support/demo.ts'
import { everyPlace, open, type Place } from '../support/pages.ts'
import { phones } from '../support/phones.ts'
import { startProduct } from '../support/product.ts'

// Draws docs/screens/ anew: every page at 375 px, in both languages and both themes.

const folder = resolve(import.meta.dirname, '../../docs/screens')
const looks = ['zh-CN', 'en-GB'].flatMap(locale => (['light', 'dark'] as const).map(colorScheme => ({ locale, colorScheme })))
type Look = (typeof looks)[number]

/** A WebP of what the phone shows: a tenth of the size of a PNG. */
const photograph = async (page: Page, file: string) => {
  const devtools = await page.context().newCDPSession(page)
  const { data } = await devtools.send('Page.captureScreenshot', { format: 'webp', quality: 82 })
  await writeFile(file, Buffer.from(data, 'base64'))
  await devtools.detach()
}

const newPhone = async (browser: Browser, baseURL: string, { locale, colorScheme }: Look, account: string | null) => {
  const { isMobile, hasTouch, userAgent, viewport } = phones.iPhone
  const context = await browser.newContext({
    isMobile,
    hasTouch,
    userAgent,
    viewport,
    deviceScaleFactor: 2,
    baseURL,
    locale,
    colorScheme,
    timezoneId: 'Asia/Shanghai',
    serviceWorkers: 'block',
    reducedMotion: 'reduce',
  })
  if (account !== null) await context.request.post('/api/session', { data: { account, password: 'kpl-demo' }, headers: { origin: baseURL } })
  return context.newPage()
}

const product = await startProduct()
const browser = await launchBrowser()
try {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const places: Place[] = await everyPlace((await newPhone(browser, product.origin, { locale: 'zh-CN', colorScheme: 'light' }, people.issuer)).request)
  for (const look of looks) {
    const pages = new Map<string | null, Page>()
    for (const place of places) {
      const page = pages.get(place.as) ?? (await newPhone(browser, product.origin, look, place.as))
      pages.set(place.as, page)
      await open(page, place)
      await photograph(page, join(folder, `${place.name}.${look.locale.slice(0, 2)}.${look.colorScheme}.webp`))
    }
    console.log(`${look.locale} ${look.colorScheme}: ${places.length} pages`)
    for (const page of pages.values()) await page.context().close()
  }
} finally {
  await browser.close()
  await product.stop()
}
