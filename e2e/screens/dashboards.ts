import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { dashboardDrawn } from '../support/dashboardFaults.ts'
import { people } from '../support/demo.ts'
import type { Product } from '../support/product.ts'
import { hangWall } from '../support/wall.ts'
import { newPhone, putAway } from './camera.ts'

/** All of a page, however long it is, as if the phone were as high. */
const photographWhole = async (page: Page, file: string) => {
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewportSize({ width: 375, height })
  await dashboardDrawn(page)
  const devtools = await page.context().newCDPSession(page)
  const { data } = await devtools.send('Page.captureScreenshot', { format: 'webp', quality: 80 })
  await writeFile(file, Buffer.from(data, 'base64'))
}

/** Draws the whole phone dashboard of the demo company, of one where nothing is there yet, and of one with one of each. */
export const drawDashboards = async (browser: Browser, product: Product, folder: string): Promise<void> => {
  for (const occasion of ['demo', 'nothing', 'one'] as const) {
    const page = await newPhone(browser, product, { locale: 'zh-CN', colorScheme: 'light' }, people.issuer)
    if (occasion !== 'demo') await hangWall(page, { occasion, isTeam: false })
    await page.goto('/dashboard')
    await dashboardDrawn(page)
    await photographWhole(page, join(folder, `dashboard-whole-${occasion}.zh.webp`))
    await putAway(page.context(), product)
  }
}
