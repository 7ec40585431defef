import type { Browser } from '@playwright/test'
import { open, type Place } from '../support/pages.ts'
import { phones } from '../support/phones.ts'
import type { Product } from '../support/product.ts'
import { newPhone, photograph, photographTo, putAway } from './camera.ts'

const shown = ['wallet', 'certificate-own', 'verify-valid', 'verify-revoked']
const width = 346
const scale = width / phones.iPhone.viewport.width

const html = (pictures: readonly string[]) => `<!doctype html>
<style>
  body { display: flex; justify-content: center; align-items: center; gap: 40px; box-sizing: border-box; margin: 0; block-size: 860px; background: linear-gradient(#eceae4, #dddad1) }
  img { inline-size: ${width}px; border-radius: 28px; box-shadow: 0 0 0 1px #0000001a, 0 0 0 8px #fff, 0 0 0 9px #0000001f, 0 20px 36px #00000026 }
</style>
${pictures.map(picture => `<img src="${picture}">`).join('\n')}`

/** The picture of the readme: wallet, certificate and two verdicts side by side, each drawn at the size it is shown at. */
export const drawReadme = async (browser: Browser, product: Product, places: readonly Place[], file: string): Promise<void> => {
  const pictures: string[] = []
  for (const name of shown) {
    const place = places.find(one => one.name === name)
    if (!place) throw new Error(`no page is called ${name}`)
    const phone = await newPhone(browser, product, { locale: 'zh-CN', colorScheme: 'light', scale }, place.as)
    await open(phone, place)
    pictures.push(`data:image/webp;base64,${(await photograph(phone, 100)).toString('base64')}`)
    await putAway(phone.context(), product)
  }
  const page = await browser.newPage({ viewport: { width: 1600, height: 860 } })
  await page.setContent(html(pictures))
  await page.evaluate(() => Promise.all([...document.images].map(image => image.decode())))
  await photographTo(page, file)
  await page.close()
}
