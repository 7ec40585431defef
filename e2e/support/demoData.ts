import { execFile } from 'node:child_process'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

const root = resolve(import.meta.dirname, '../..')
const variable = 'WALLET_DEMO_DATA'

/** Where the product keeps everything below a folder, as its environment names it. */
export const placesIn = (folder: string): Record<string, string> => ({
  DATABASE_URL: `sqlite:${join(folder, 'wallet.sqlite')}`,
  FILES_URL: `file:${join(folder, 'files')}`,
})

/** Writes the demo company once, for all products of a run; the answer throws it away. */
export const prepareDemoData = async (): Promise<() => Promise<void>> => {
  const folder = await mkdtemp(join(tmpdir(), 'wallet-e2e-demo-'))
  const { PATH, HOME } = process.env
  await promisify(execFile)(process.execPath, ['apps/bff/test/demoData.ts'], { cwd: root, env: { PATH, HOME, DEMO: '1', ...placesIn(folder) } })
  process.env[variable] = folder // workers inherit it
  return () => rm(folder, { recursive: true, force: true })
}

/** A folder with the demo company as it was written, for one product. */
export const copyDemoData = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'wallet-e2e-'))
  await cp(process.env[variable] ?? '', folder, { recursive: true })
  return folder
}
