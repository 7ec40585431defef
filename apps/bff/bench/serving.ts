import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '../src/db/connect.ts'
import { startPlainExpress, startProduct, type Server } from './children.ts'
import { countAnswers } from './load.ts'
import { layIn } from './stock.ts'
import { median, type Line } from './table.ts'

const rounds = 7
const known = 50

/**
 * Answers of the running server, on SQLite, against a plain Express server in the same minute. They are counted per second of
 * the server's own processor time: on a machine shared with others the clock measures the neighbours as well.
 */
export const servingLines = async (): Promise<Line[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'wallet-bench-'))
  const url = `sqlite:${join(folder, 'wallet.sqlite')}`
  const db = connect(url)
  const { certificateNos } = await layIn(db, 40_000)
  await db.sequelize.close()
  const [plain, product] = await Promise.all([startPlainExpress(), startProduct(url, { DEMO: '0' })])
  let asked = known
  const verify = (certificateNo: string | undefined) => `/api/verify/${certificateNo}`
  const contenders = {
    plain: (seconds: number) => rateOf(plain, { path: () => '/hello', seconds }),
    hello: (seconds: number) => rateOf(product, { path: () => '/healthz', seconds }),
    cached: (seconds: number) => rateOf(product, { path: n => verify(certificateNos[n % known]), seconds }),
    // Every number is asked once, so that none is answered from memory.
    uncached: (seconds: number) => rateOf(product, { path: () => verify(certificateNos[asked++]), seconds: seconds / 2 }),
  }
  try {
    for (const run of [contenders.plain, contenders.hello, contenders.cached]) await run(4) // until the engine has compiled what is hot
    await contenders.uncached(2)
    const measured: Record<keyof typeof contenders, number>[] = []
    for (let round = 0; round < rounds; round++) {
      measured.push({
        plain: await contenders.plain(1),
        hello: await contenders.hello(1),
        cached: await contenders.cached(1),
        uncached: await contenders.uncached(1),
      })
    }
    const perSecond = (name: keyof typeof contenders) => Math.round(median(measured.map(one => one[name]))).toLocaleString('en')
    console.log(
      `  answers a second of processor time: plain Express ${perSecond('plain')}, own hello ${perSecond('hello')}, verify cached ${perSecond('cached')}, uncached ${perSecond('uncached')}`,
    )
    return [
      { name: 'hello of our server ÷ plain Express hello', rounds: measured.map(({ hello, plain: other }) => hello / other), target: { atLeast: 2 } },
      { name: 'verify, cached ÷ own hello', rounds: measured.map(({ cached, hello }) => cached / hello), target: { atLeast: 0.7 } },
      { name: 'verify, cached ÷ plain Express hello', rounds: measured.map(({ cached, plain: other }) => cached / other), target: { atLeast: 1.5 } },
      { name: 'verify, uncached ÷ own hello', rounds: measured.map(({ uncached, hello }) => uncached / hello), target: { atLeast: 0.15 } },
    ]
  } finally {
    await Promise.all([plain.stop(), product.stop()])
    await rm(folder, { recursive: true, force: true })
  }
}

const rateOf = async (server: Server, { path, seconds }: { path: (n: number) => string; seconds: number }) => {
  const before = server.secondsWorked()
  const answers = await countAnswers({ port: server.port, path, seconds })
  return answers / (server.secondsWorked() - before)
}
