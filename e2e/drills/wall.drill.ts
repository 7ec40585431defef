import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Browser } from '@playwright/test'
import { launchBrowser } from '../support/browser.ts'
import { people } from '../support/demo.ts'
import { startProduct, type Product } from '../support/product.ts'
import { signIn } from '../screens/camera.ts'
import { hangWall } from '../support/wall.ts'
import { everyLook, faultsOfWalls } from '../support/wallFaults.ts'
import { watchWall } from '../support/wallMemory.ts'

let product: Product
let browser: Browser
beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct(), launchBrowser()])
}, 120_000)
afterAll(async () => {
  await browser.close()
  await product.stop()
})

const aWall = async (locale: string) => {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, baseURL: product.origin, locale, serviceWorkers: 'block' })
  await signIn(context, product, people.issuer)
  const page = await context.newPage()
  return { page, wall: await hangWall(page, { occasion: 'company', isTeam: false }) }
}

it.each(['zh-CN', 'en'])('walls are legible, whole and in order in %s at every size, whatever hangs there', { timeout: 300_000 }, async locale => {
  const { page, wall } = await aWall(locale)
  expect(await faultsOfWalls(page, wall, everyLook)).toEqual([])
  await page.context().close()
})

it('a wall that has hung for an hour, with a certificate every ten seconds, holds no more than after twenty minutes', { timeout: 300_000 }, async () => {
  const { page, wall } = await aWall('zh-CN')
  await page.goto('/screen')
  const [third, end] = await watchWall(page, wall, 360)
  const shown = ({ heap, nodes, listeners }: typeof third) => `${(heap / 1e6).toFixed(2)} MB, ${nodes} nodes, ${listeners} listeners`
  process.stdout.write(`  after 120 refreshes ${shown(third)}; after 360 ${shown(end)}\n`)
  expect(end.heap / third.heap).toBeLessThan(1.05)
  expect(end.nodes / third.nodes).toBeLessThan(1.02)
  expect(end.listeners).toBeLessThanOrEqual(third.listeners + 2)
  await page.context().close()
})
