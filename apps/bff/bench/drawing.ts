import { stages } from '@wallet/shared/templates/stage'
import { launchBrowser } from '../../../e2e/support/browser.ts'
import type { Drawing } from '../src/rendering/drawing.ts'
import { startRenderer } from '../src/rendering/renderer.ts'
import { drawingsOf, pageOf } from './page.ts'
import type { Line } from './table.ts'

const rounds = 7

/** The canonical SVG of one certificate against a headless browser, already open, that draws the same HTML to a picture. */
export const drawingLines = async (): Promise<Line[]> => {
  const renderer = startRenderer()
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage()
    const inBrowser = async (drawing: Drawing) => {
      await page.setViewportSize(stages[drawing.orientation])
      await page.setContent(pageOf(drawing))
      await page.screenshot({ type: 'png' })
    }
    const ours: number[] = []
    const theirs: number[] = []
    for (let round = -1; round < rounds; round++) {
      const drawings = drawingsOf(round)
      const [mine, browsers] = [await timeOfEach(drawings, drawing => renderer.draw(drawing)), await timeOfEach(drawings, inBrowser)]
      if (round < 0) continue // the first one warms up
      ours.push(mine)
      theirs.push(browsers)
    }
    console.log(`  one certificate: ${Math.min(...ours).toFixed(1)} ms as canonical SVG, ${Math.min(...theirs).toFixed(1)} ms in the browser (best rounds)`)
    return [
      {
        name: 'canonical SVG of one certificate ÷ headless browser, same HTML (time)',
        rounds: ours.map((time, round) => time / (theirs[round] ?? NaN)),
        target: { atMost: 0.1 },
      },
    ]
  } finally {
    await browser.close()
    await renderer.close()
  }
}

/** Milliseconds for one of them. */
export const timeOfEach = async <T>(things: readonly T[], make: (thing: T) => Promise<unknown>): Promise<number> => {
  const began = performance.now()
  for (const thing of things) await make(thing)
  return (performance.now() - began) / things.length
}
