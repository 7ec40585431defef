import { stages } from '@wallet/shared/templates/stage'
import { launchBrowser } from '../../../e2e/support/browser.ts'
import { startPress } from '../src/rendering/press.ts'
import { startRenderer, type Drawing } from '../src/rendering/renderer.ts'
import { timeOfEach } from './drawing.ts'
import { drawingsOf, pageOf } from './page.ts'
import { median, type Line } from './table.ts'

type Browser = Awaited<ReturnType<typeof launchBrowser>>
type Page = Awaited<ReturnType<Browser['newPage']>>

const rounds = 7
const width = 1200
const issuedAt = new Date('2026-01-29T01:02:03Z')

/** Copies of one certificate, from its frozen picture, against a headless browser, already open, that prints or draws the same HTML. */
export const copyLines = async (): Promise<Line[]> => {
  const [renderer, press, browser] = [startRenderer(), startPress(), await launchBrowser()]
  try {
    const page = await browser.newPage()
    const fine = { landscape: await aPage(browser, 'landscape'), portrait: await aPage(browser, 'portrait') }
    const measured: Record<'pdf' | 'printed' | 'png' | 'shot', number>[] = []
    for (let round = -1; round < rounds; round++) {
      const frozen = await Promise.all(drawingsOf(round).map(async drawing => ({ drawing, svg: (await renderer.draw(drawing)).svg })))
      const times = {
        pdf: await timeOfEach(frozen, ({ drawing, svg }) =>
          press.pdf({ svg, drawing, title: drawing.facts.title, author: drawing.facts.issuerName, issuedAt }),
        ),
        printed: await timeOfEach(frozen, ({ drawing }) => printIn(page, drawing)),
        png: await timeOfEach(frozen, ({ svg }) => press.raster(svg, { format: 'png', width })),
        shot: await timeOfEach(frozen, ({ drawing }) => shootIn(fine[drawing.orientation], drawing)),
      }
      if (round >= 0) measured.push(times) // the first one warms up
    }
    const typical = (name: 'pdf' | 'printed' | 'png' | 'shot') => `${median(measured.map(times => times[name])).toFixed(0)} ms`
    console.log(
      `  one certificate: PDF ${typical('pdf')}, printed by the browser ${typical('printed')}; PNG ${typical('png')}, shot by the browser ${typical('shot')}`,
    )
    return [
      {
        name: 'PDF of one certificate ÷ headless browser printing the same HTML',
        rounds: measured.map(({ pdf, printed }) => pdf / printed),
        target: { atMost: 0.5 },
      },
      { name: `PNG of one certificate, ${width} wide ÷ headless screenshot of it`, rounds: measured.map(({ png, shot }) => png / shot), target: { atMost: 1 } },
    ]
  } finally {
    await Promise.all([browser.close(), press.close(), renderer.close()])
  }
}

const printIn = async (page: Page, drawing: Drawing) => {
  const { width: wide, height: high } = stages[drawing.orientation]
  await page.setContent(pageOf(drawing))
  await page.pdf({ width: `${wide}px`, height: `${high}px`, printBackground: true })
}

/** As wide as our own: a stage seen on a finer screen. */
const aPage = (browser: Browser, orientation: Drawing['orientation']) =>
  browser.newPage({ viewport: stages[orientation], deviceScaleFactor: width / stages[orientation].width })

const shootIn = async (page: Page, drawing: Drawing) => {
  await page.setContent(pageOf(drawing))
  await page.screenshot({ type: 'png' })
}
