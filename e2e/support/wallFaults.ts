import { expect, type Page } from '@playwright/test'
import type { Wall } from './wall.ts'
import { wordFaults } from './wordFaults.ts'

/** How many pixels of this screen are one of a wall of 1920 × 1080. */
const unitOf = ({ width, height }: { readonly width: number; readonly height: number }) => Math.min(width / 1920, height / 1080)

/** Charts without room, and a wall that is larger than its screen. */
const roomFaults = (page: Page, u: number): Promise<string[]> =>
  page.locator('main.wall').evaluate((wall, unit) => {
    const pictures = [...wall.querySelectorAll('.picture')].filter(({ clientHeight, clientWidth }) => Math.min(clientHeight, clientWidth) < 60 * unit)
    const faults = pictures.map(picture => `${picture.getAttribute('aria-label')}: has no room`)
    return wall.scrollWidth > wall.clientWidth || wall.scrollHeight > wall.clientHeight ? [...faults, 'the wall is larger than the screen'] : faults
  }, u)

/** What is wrong with a wall: words smaller than can be read from four metres among them. */
export const wallFaults = async (page: Page): Promise<string[]> => {
  const u = unitOf(page.viewportSize() ?? { width: 0, height: 0 })
  const place = { root: 'main.wall', rooms: '.panel, .figure, .bar', except: '.tools', smallest: 18 * u, slack: 2 * u, isWhole: true }
  return [...(await wordFaults(page, place)), ...(await roomFaults(page, u))]
}

/** Waits until the figures hang there and the charts are drawn. */
export const wallHangs = async (page: Page): Promise<void> => {
  await expect(page.locator('main.wall')).toHaveAttribute('aria-busy', 'false')
  await page.clock.runFor(300)
}

/** A chart that is drawn anew for another size takes a moment. */
const settledFaults = async (page: Page): Promise<string[]> => {
  for (let tries = 0; tries < 5; tries++) {
    await wallHangs(page)
    if ((await wallFaults(page)).length === 0) break
    await page.waitForTimeout(200)
  }
  return wallFaults(page)
}

const [full, fine, wide, small] = [
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
  { width: 2560, height: 1080 },
  { width: 1280, height: 720 },
]
type Size = typeof full
type Looks = readonly { readonly occasion: Parameters<Wall['show']>[0]['occasion']; readonly sizes: readonly Size[] }[]
/** Everything there is to look at, and as much of it as is looked at each time: at another size it is the same picture. */
export const everyLook: Looks = (['nothing', 'one', 'company', 'longNames'] as const).map(occasion => ({ occasion, sizes: [full, fine, wide, small] }))
export const someLooks: Looks = [
  { occasion: 'nothing', sizes: [full] },
  { occasion: 'one', sizes: [full] },
  { occasion: 'company', sizes: [full, fine] },
  { occasion: 'longNames', sizes: [full] },
]

/** What is wrong with walls of a unit and of a team, with these figures at these sizes. */
export const faultsOfWalls = async (page: Page, wall: Wall, looks: Looks): Promise<string[]> => {
  const faults: string[] = []
  for (const isTeam of [false, true])
    for (const { occasion, sizes } of looks) {
      wall.show({ occasion, isTeam })
      await page.goto(isTeam ? '/screen/14' : '/screen')
      for (const size of sizes) {
        await page.setViewportSize(size)
        const found = await settledFaults(page)
        faults.push(...found.map(fault => `${isTeam ? 'team' : 'unit'}, ${occasion}, ${size.width}: ${fault}`))
      }
    }
  return faults
}
