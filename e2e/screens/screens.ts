import { mkdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { launchBrowser } from '../support/browser.ts'
import { people } from '../support/demo.ts'
import { everyPlace, open } from '../support/pages.ts'
import { startProduct } from '../support/product.ts'
import { newPhone, photographTo, putAway, signIn, type Look } from './camera.ts'
import { drawCertificates } from './certificates.ts'
import { drawReadme } from './readme.ts'
import { drawWalls } from './walls.ts'

// Draws docs/screens/ anew, every page at 375 px, in both languages and both themes, the walls, and docs/certificates/.

const emptied = async (name: string) => {
  const folder = resolve(import.meta.dirname, '../../docs', name)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  return folder
}
const looks: Look[] = ['zh-CN', 'en-GB'].flatMap(locale => (['light', 'dark'] as const).map(colorScheme => ({ locale, colorScheme })))

const product = await startProduct(undefined, 'http://localhost:3000') // as npm start says it
const browser = await launchBrowser()
try {
  const folder = await emptied('screens')
  const desk = await browser.newContext({ baseURL: product.origin })
  await signIn(desk, product, people.issuer)
  await drawCertificates(await desk.newPage(), await emptied('certificates'))
  const places = await everyPlace(desk.request)
  await putAway(desk, product)
  await drawReadme(browser, product, places, join(folder, 'readme.webp'))
  await drawWalls(browser, product, folder)
  for (const look of looks) {
    const pages = new Map<string | null, Page>()
    for (const place of places) {
      const page = pages.get(place.as) ?? (await newPhone(browser, product, look, place.as))
      pages.set(place.as, page)
      await open(page, place)
      await photographTo(page, join(folder, `${place.name}.${look.locale.slice(0, 2)}.${look.colorScheme}.webp`))
    }
    console.log(`${look.locale} ${look.colorScheme}: ${places.length} pages`)
    for (const page of pages.values()) await putAway(page.context(), product)
  }
} finally {
  await browser.close()
  await product.stop()
}
