import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { Config } from '../src/config.ts'

/** A server in a process of its own, beside the one of a house. */
export interface AnotherProcess {
  readonly origin: string
  /** How often its press has been asked. */
  readonly made: () => Promise<number>
  readonly stop: () => Promise<void>
}

/** Starts it with the settings of a house. */
export const startAnother = async (config: Config): Promise<AnotherProcess> => {
  const child = fork(new URL('./anotherServer.ts', import.meta.url), [JSON.stringify(config)], { execArgv: [] })
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  const [port] = (await once(child, 'message')) as [number]
  return {
    origin: `http://127.0.0.1:${port}`,
    made: async () => {
      child.send('made')
      return Number((await once(child, 'message'))[0])
    },
    stop: async () => {
      process.off('exit', kill)
      if (child.exitCode === null && kill()) await once(child, 'exit')
    },
  }
}
