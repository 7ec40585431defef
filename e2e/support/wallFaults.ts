import { expect, type Page } from '@playwright/test'
import type { Wall } from './wall.ts'

/**
 * What is wrong with the words of a wall: smaller than can be read from four metres, cut, out of the picture, or one on another.
 * What the charts draw has tests of its own, without a browser; names that end in an ellipsis are allowed to.
 */
export const wallFaults = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const u = Math.min(innerWidth / 1920, innerHeight / 1080)
    const wall = document.querySelector('main.wall')
    if (!wall) return ['there is no wall']
    const isHidden = (element: Element | null): boolean =>
      element !== null && element !== wall && (getComputedStyle(element).clipPath === 'inset(50%)' || isHidden(element.parentElement))
    const walker = document.createTreeWalker(wall, NodeFilter.SHOW_TEXT)
    const texts: { words: string; element: Element; boxes: DOMRect[] }[] = []
    while (walker.nextNode()) {
      const { currentNode: node } = walker
      const element = node.parentElement
      const words = node.textContent?.trim() ?? ''
      if (!element || words === '' || element.closest('.tools') || isHidden(element)) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      // As much of it as is seen: an ellipsis ends where its box ends.
      const limit = element.closest('.el')?.getBoundingClientRect()
      const size = parseFloat(getComputedStyle(element).fontSize)
      // The letters themselves: the box of a line is higher.
      const boxes = [...range.getClientRects()].map(
        ({ x, y, right, height }) => new DOMRect(x, y + (height - size) / 2, Math.min(right, limit?.right ?? right) - x, size),
      )
      texts.push({ words, element, boxes: boxes.filter(({ width }) => width > 0) })
    }
    const faults: string[] = []
    const [slack, edge] = [2 * u, 1]
    for (const { words, element, boxes } of texts) {
      const size = parseFloat(getComputedStyle(element).fontSize)
      if (size < 18 * u - 0.01) faults.push(`${words}: ${(size / u).toFixed(1)} is too small`)
      if (boxes.some(({ left, right, top, bottom }) => left < -edge || top < -edge || right > innerWidth + edge || bottom > innerHeight + edge))
        faults.push(`${words}: out of the picture`)
      const room = element.closest('.panel, .figure, .bar')?.getBoundingClientRect()
      if (room && boxes.some(({ right, bottom }) => right > room.right + slack || bottom > room.bottom + slack)) faults.push(`${words}: out of its panel`)
      for (let around: Element | null = element; around && around !== wall; around = around.parentElement) {
        const { overflowX, textOverflow } = getComputedStyle(around)
        if (overflowX !== 'visible' && textOverflow !== 'ellipsis' && around.scrollWidth > around.clientWidth + 1) faults.push(`${words}: cut`)
      }
    }
    const overlap = (a: DOMRect, b: DOMRect) =>
      Math.min(a.right, b.right) - Math.max(a.left, b.left) > slack &&
      Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.3 * Math.min(a.height, b.height)
    texts.forEach((one, index) => {
      for (const other of texts.slice(index + 1))
        if (one.boxes.some(a => other.boxes.some(b => overlap(a, b)))) faults.push(`${one.words} and ${other.words}: one on the other`)
    })
    const pictures = [...wall.querySelectorAll('.picture')].filter(({ clientHeight, clientWidth }) => clientHeight < 60 * u || clientWidth < 60 * u)
    for (const picture of pictures) faults.push(`${picture.getAttribute('aria-label')}: has no room`)
    if (wall.scrollWidth > wall.clientWidth || wall.scrollHeight > wall.clientHeight) faults.push('the wall is larger than the screen')
    return faults
  })

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
