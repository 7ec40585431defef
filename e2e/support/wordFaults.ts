import type { Page } from '@playwright/test'

/** Which words are looked at, and what they have to keep to. Lengths in CSS pixels. */
export interface WordRules {
  /** What holds all of them. */
  readonly root: string
  /** What they must not leave. */
  readonly rooms: string
  /** What is not looked at. */
  readonly except?: string
  readonly smallest: number
  /** How far letters may reach beyond their room. */
  readonly slack: number
  /** Whether all of it is seen at once; else the page goes on below. */
  readonly isWhole: boolean
}

/**
 * What is wrong with the words of a page: too small, cut, out of the picture or of their room, or one on another.
 * What the charts draw has tests of its own, without a browser; names that end in an ellipsis are allowed to.
 */
export const wordFaults = (page: Page, rules: WordRules): Promise<string[]> =>
  page.evaluate(({ root: its, rooms, except, smallest, slack, isWhole }) => {
    const root = document.querySelector(its)
    if (!root) return [`there is no ${its}`]
    const isHidden = (element: Element | null): boolean =>
      element !== null && element !== root && (getComputedStyle(element).clipPath === 'inset(50%)' || isHidden(element.parentElement))
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    const texts: { words: string; element: Element; boxes: DOMRect[] }[] = []
    while (walker.nextNode()) {
      const { currentNode: node } = walker
      const element = node.parentElement
      const words = node.textContent?.trim() ?? ''
      if (!element || words === '' || (except && element.closest(except)) || isHidden(element)) continue
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
    const edge = 1
    const isOut = ({ left, right, top, bottom }: DOMRect) =>
      left < -edge || right > innerWidth + edge || (isWhole && (top < -edge || bottom > innerHeight + edge))
    for (const { words, element, boxes } of texts) {
      const size = parseFloat(getComputedStyle(element).fontSize)
      if (size < smallest - 0.01) faults.push(`${words}: ${size.toFixed(1)} is too small`)
      if (boxes.some(isOut)) faults.push(`${words}: out of the picture`)
      const room = element.closest(rooms)?.getBoundingClientRect()
      if (room && boxes.some(({ right, bottom }) => right > room.right + slack || bottom > room.bottom + slack)) faults.push(`${words}: out of its room`)
      for (let around: Element | null = element; around && around !== root; around = around.parentElement) {
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
    return faults
  }, rules)
