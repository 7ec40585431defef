import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { launchBrowser } from '../../../e2e/support/browser.ts'
import { startProduct } from './children.ts'
import type { Line } from './table.ts'

/** What a phone has to fetch of script and style before a page stands, compressed with gzip: asked in a real browser, of the running server. */
export const sizeLines = async (): Promise<Line[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'wallet-bench-'))
  const product = await startProduct(`sqlite:${join(folder, 'wallet.sqlite')}`, { DEMO: '1' })
  const origin = `http://localhost:${product.port}`
  const browser = await launchBrowser()
  try {
    const employee = await browser.newContext({ locale: 'zh-CN', serviceWorkers: 'block' })
    const anyone = await browser.newContext({ locale: 'zh-CN', serviceWorkers: 'block' })
    const kilobytesOf = async (context: typeof anyone, path: string) => {
      const page = await context.newPage()
      const sizes: Promise<number>[] = []
      page.on('response', response => {
        if (['script', 'stylesheet'].includes(response.request().resourceType())) sizes.push(response.body().then(body => gzipSync(body, { level: 9 }).length))
      })
      await page.goto(origin + path, { waitUntil: 'networkidle' })
      const total = (await Promise.all(sizes)).reduce((all, one) => all + one, 0) / 1000
      await page.close()
      return total
    }
    const login = await kilobytesOf(anyone, '/login')
    await employee.request.post(`${origin}/api/session`, { data: { account: 'KPL0004', password: 'kpl-demo' }, headers: { origin } })
    const wallet = await kilobytesOf(employee, '/')
    const { items } = (await (await employee.request.get(`${origin}/api/certificates?limit=1`)).json()) as { items: { certificateNo: string }[] }
    const verify = await kilobytesOf(anyone, `/v/${items[0]?.certificateNo}`)
    return [
      { name: 'initial route of the phone, signed out (login), JS + CSS, gzip', rounds: [login], target: { atMost: 90 }, unit: ' KB' },
      { name: 'initial route of the phone, signed in (wallet), JS + CSS, gzip', rounds: [wallet], target: { atMost: 90 }, unit: ' KB' },
      { name: 'verify page, JS + CSS, gzip', rounds: [verify], target: { atMost: 60 }, unit: ' KB' },
    ]
  } finally {
    await browser.close()
    await product.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
