import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { notTaken, png } from '../test/notTaken.ts'
import { startProduct } from './children.ts'
import { median, type Line } from './table.ts'

const times = 7

/** How long it takes until a picture that is an attack is refused: sent over HTTP as an issuer sends it, and timed to the last byte of the answer. */
export const uploadLines = async (): Promise<Line[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'wallet-bench-'))
  const product = await startProduct(`sqlite:${join(folder, 'wallet.sqlite')}`, { DEMO: '1', FILES_URL: `file:${join(folder, 'files')}` })
  try {
    const send = await asIssuer(`http://localhost:${product.port}`)
    const rounds: number[][] = []
    for (const [what, make, code] of notTaken) rounds.push(await timesOf(send, what, await make(), code))
    const slowest = rounds.reduce((worst, one) => (median(one) > median(worst) ? one : worst))
    return [{ name: `a picture that is refused: the slowest of ${notTaken.length}`, rounds: slowest, target: { atMost: 500 }, unit: ' ms' }]
  } finally {
    await product.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

type Send = (bytes: Buffer) => Promise<{ status: number; code?: string }>

const asIssuer = async (origin: string): Promise<Send> => {
  const signIn = await fetch(`${origin}/api/session`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({ account: 'KPL0002', password: 'kpl-demo' }),
  })
  const cookie = signIn.headers
    .getSetCookie()
    .map(each => each.split(';')[0])
    .join('; ')
  return async bytes => {
    const headers = { origin, cookie, 'content-type': 'application/octet-stream' }
    const answer = await fetch(`${origin}/api/templates/assets?name=picture.png`, { method: 'POST', headers, body: new Uint8Array(bytes) })
    return { status: answer.status, ...((await answer.json()) as { code?: string }) }
  }
}

const timesOf = async (send: Send, what: string, bytes: Buffer, code: string): Promise<number[]> => {
  if ((await send(await png())).status !== 201) throw new Error('a sound picture is not taken')
  const taken: number[] = []
  for (let time = 0; time < times; time += 1) {
    const began = performance.now()
    const answer = await send(bytes)
    taken.push(performance.now() - began)
    if (answer.code !== code) throw new Error(`${what}: ${answer.status} ${answer.code}, not ${code}`)
  }
  return taken
}
