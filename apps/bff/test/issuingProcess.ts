import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { Config } from '../src/config.ts'

/** Starts a process that issues what is confirmed, a few rows at a time; answers how it is ended as by a power cut. */
export const startIssuing = async (config: Config, rowsAtOnce: number): Promise<() => Promise<void>> => {
  const child = fork(new URL('./issuingServer.ts', import.meta.url), [JSON.stringify(config), String(rowsAtOnce)], { execArgv: [] })
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  await once(child, 'message')
  return async () => {
    process.off('exit', kill)
    if (child.exitCode === null && child.signalCode === null && kill()) await once(child, 'exit')
  }
}
