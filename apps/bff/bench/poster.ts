import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchBrowser } from '../../../e2e/support/browser.ts'
import { startProduct } from './children.ts'
import { median, type Line } from './table.ts'

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof launchBrowser>>['newPage']>>

const rounds = 7
const phone = { viewport: { width: 375, height: 812 }, deviceScaleFactor: 3, locale: 'zh-CN', serviceWorkers: 'block' } as const

/** From pressing the button until the picture is there, in milliseconds, as the page itself sees it; then the layer is closed again. */
const timeOfPoster = async (page: Page): Promise<number> =>
  Number(
    await page.evaluate(`(async () => {
      const until = isSo => new Promise(resolve => {
        const look = () => isSo() ? resolve() : setTimeout(look, 2)
        look()
      })
      const picture = () => document.querySelector('.layer img[src^="blob:"]')
      const began = performance.now()
      document.querySelector('form button[type="submit"]').click()
      await until(() => picture()?.complete)
      const took = performance.now() - began
      document.querySelector('.layer .bar button').click()
      await until(() => !picture())
      return took
    })()`),
  )

/** A share picture at three pixels to one, drawn on the phone and looked at, against the browser's own screenshot of the same poster. */
export const posterLines = async (): Promise<Line[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'wallet-bench-'))
  const product = await startProduct(`sqlite:${join(folder, 'wallet.sqlite')}`, { DEMO: '1' })
  const origin = `http://localhost:${product.port}`
  const browser = await launchBrowser()
  try {
    const context = await browser.newContext(phone)
    await context.request.post(`${origin}/api/session`, { data: { account: 'KPL0004', password: 'kpl-demo' }, headers: { origin } })
    const { items } = (await (await context.request.get(`${origin}/api/certificates?status=valid&limit=1`)).json()) as { items: { certificateNo: string }[] }
    const [maker, viewer] = [await context.newPage(), await context.newPage()]
    for (const page of [maker, viewer]) await page.goto(`${origin}/certificates/${items[0]?.certificateNo}/poster`, { waitUntil: 'networkidle' })
    await viewer.evaluate(`document.body.replaceChildren(document.querySelector('.poster'))`)
    const posters: number[] = []
    const screenshots: number[] = []
    for (let round = -1; round < rounds; round++) {
      await maker.bringToFront()
      const poster = await timeOfPoster(maker)
      await viewer.bringToFront()
      const began = performance.now()
      await viewer.locator('.poster').screenshot({ type: 'png' })
      const screenshot = performance.now() - began
      if (round < 0) continue // the first one warms up
      posters.push(poster)
      screenshots.push(screenshot)
    }
    console.log(`  one poster: ${median(posters).toFixed(0)} ms drawn and looked at, ${median(screenshots).toFixed(0)} ms as a screenshot`)
    return [
      { name: 'poster at 3 pixels to 1, from the tap to the checked picture', rounds: posters, target: { atMost: 2000 }, unit: ' ms' },
      {
        name: 'the same ÷ headless screenshot of the poster (time)',
        rounds: posters.map((time, round) => time / (screenshots[round] ?? NaN)),
        target: { atMost: 2 },
      },
    ]
  } finally {
    await browser.close()
    await product.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
