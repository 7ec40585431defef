import { expect, type Locator, type Page } from '@playwright/test'
import { PNG } from 'pngjs'

/** The poster as it is chosen now, and the picture that was made of it. */
export const posterOn = (page: Page): Locator => page.locator('.poster')
export const pictureOn = (page: Page): Locator => page.getByRole('dialog').locator('img[src^="blob:"]')

export const openPoster = async (page: Page, certificateNo: string): Promise<void> => {
  await page.goto(`/certificates/${certificateNo}/poster`)
  await expect(posterOn(page)).toBeVisible()
  await page.waitForLoadState('networkidle')
}

export const chooseLook = (page: Page, look: 'paper' | 'ink' | 'festive'): Promise<void> => page.locator(`input[name="look"][value="${look}"]`).check()

export const chooseFormat = async (page: Page, format: 'portrait' | 'square'): Promise<void> => {
  await page.getByRole('button', { name: /^(版式|Format)/ }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: format === 'square' ? /^(方形|Square)/ : /^(竖版|Portrait)/ })
    .click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

/** Presses the button and gives the milliseconds until a picture is there. */
export const makePoster = async (page: Page): Promise<number> => {
  const began = Date.now()
  await page.getByRole('button', { name: /^(生成图片|Make the picture)$/ }).click()
  await expect(pictureOn(page)).toBeVisible()
  return Date.now() - began
}

/** The same until it is the poster: a busy machine may take longer than a person is asked to wait, and then it is the certificate. */
export const insistOnPoster = async (page: Page): Promise<void> => {
  await makePoster(page)
  const [ready, again] = [
    page.getByRole('heading', { name: /^(图片做好了|Your picture is ready)$/ }),
    page.getByRole('button', { name: /^(再试一次|Try again)$/ }),
  ]
  await expect(async () => {
    if (await again.isVisible()) await again.click()
    await expect(ready).toBeVisible({ timeout: 8_000 })
  }).toPass({ timeout: 40_000 })
}

/** The picture that was made, pixel by pixel. The policy lets nobody fetch a blob: it is drawn anew. */
export const readPicture = async (page: Page): Promise<PNG> => {
  const url = await pictureOn(page).evaluate(async (image: HTMLImageElement) => {
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = image.naturalWidth
    canvas.height = image.naturalHeight
    canvas.getContext('2d')?.drawImage(image, 0, 0)
    return canvas.toDataURL('image/png')
  })
  return PNG.sync.read(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'))
}

/** The poster as the browser shows it, unscaled. The page is of no use afterwards. */
export const posterOnScreen = async (page: Page): Promise<PNG> => {
  await page.setViewportSize({ width: 375, height: 700 })
  await posterOn(page).evaluate(poster => document.body.replaceChildren(poster))
  return PNG.sync.read(await posterOn(page).screenshot())
}

/** Where something stands on the poster, in CSS pixels of the poster itself. */
export const placeOf = async (page: Page, part: 'certificate' | 'code') =>
  posterOn(page).evaluate((poster: HTMLElement, name) => {
    const images = [...poster.querySelectorAll('img')]
    const image = name === 'code' ? images.at(-1) : poster.querySelector<HTMLImageElement>('.certificate img')
    const scale = poster.getBoundingClientRect().width / poster.offsetWidth
    const [inner, outer] = [image?.getBoundingClientRect() ?? new DOMRect(), poster.getBoundingClientRect()]
    const whole = (length: number) => Math.round(length / scale)
    return { left: whole(inner.left - outer.left), top: whole(inner.top - outer.top), width: whole(inner.width), height: whole(inner.height) }
  }, part)

/** A part of a picture, `scale` of whose pixels make one of `place`. */
export const cut = (picture: PNG, { left, top, width, height }: Awaited<ReturnType<typeof placeOf>>, scale: number): PNG => {
  const part = new PNG({ width: width * scale, height: height * scale })
  PNG.bitblt(picture, part, left * scale, top * scale, part.width, part.height, 0, 0)
  return part
}

/** Puts another module in the place of html2canvas. */
export const drawWith = async (page: Page, module: string): Promise<void> => {
  await page.route(/\/assets\/html2canvas-[^/]+\.js$/, route => route.fulfill({ contentType: 'text/javascript', body: module }))
}
