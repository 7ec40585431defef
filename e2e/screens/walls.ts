import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { people } from '../support/demo.ts'
import type { Product } from '../support/product.ts'
import { setClock } from '../support/wall.ts'
import { signIn } from './camera.ts'

interface Wall {
  readonly name: string
  readonly as: string
  readonly locale?: string
  readonly size?: { readonly width: number; readonly height: number }
  /** Minutes since the server was last heard of. */
  readonly lostFor?: number
}
const walls: readonly Wall[] = [
  { name: 'wall.zh', as: people.issuer },
  { name: 'wall.en', as: people.issuer, locale: 'en' },
  { name: 'wall-4k.zh', as: people.issuer, size: { width: 3840, height: 2160 } },
  { name: 'wall-wide.zh', as: people.issuer, size: { width: 2560, height: 1080 } },
  { name: 'wall-lost.zh', as: people.issuer, lostFor: 6 },
  { name: 'wall-team.zh', as: people.leader },
]
/** Pixels of a picture across, however many the wall has. */
const across = 1600

const photograph = async (page: Page, file: string) => {
  const devtools = await page.context().newCDPSession(page)
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 }
  const clip = { x: 0, y: 0, width, height, scale: across / width }
  const { data } = await devtools.send('Page.captureScreenshot', { format: 'webp', quality: 80, clip })
  await writeFile(file, Buffer.from(data, 'base64'))
}

const loseServer = async (page: Page, minutes: number) => {
  await page.route('**/api/dashboard/**', async route => route.abort('connectionrefused'))
  for (let passed = 0; passed <= minutes; passed++) {
    await page.clock.runFor(60_000)
    await page.waitForTimeout(50) // an answer takes its own time
  }
}

/** Draws the walls of the demo company as they hang at five past two today. */
export const drawWalls = async (browser: Browser, product: Product, folder: string): Promise<void> => {
  const today = new Date().toISOString().slice(0, 10)
  for (const { name, as, locale = 'zh-CN', size = { width: 1920, height: 1080 }, lostFor } of walls) {
    const context = await browser.newContext({ viewport: size, baseURL: product.origin, locale, serviceWorkers: 'block', reducedMotion: 'reduce' })
    await signIn(context, product, as)
    const page = await context.newPage()
    await setClock(page, `${today}T14:05:30+08:00`)
    await page.goto('/screen')
    await page.locator('main.wall[aria-busy="false"] .picture canvas').first().waitFor()
    await page.waitForTimeout(1_500)
    if (lostFor !== undefined) await loseServer(page, lostFor)
    await photograph(page, join(folder, `${name}.webp`))
    await context.close()
  }
}
