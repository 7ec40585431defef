import { Failure } from '@wallet/shared/problem'
import type { Job, Message } from './job.ts'

/** Does what the server asks, as a process of its own: says that it is ready, then how each job ended. */
export const takeJobs = (perform: (task: never) => Promise<unknown>): void => {
  // A terminal or a service manager signals the server and this process alike; jobs in hand are still wanted until the server lets go.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)
  // Without a server there is nobody to work for. An ordinary exit would wait for the job in hand.
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))

  const say = (message: Message<unknown>) => process.connected && process.send?.(message)
  const work = async ({ id, task }: Job<never>) => {
    try {
      say({ kind: 'done', id, result: await perform(task) })
    } catch (error) {
      say(failureOf(id, error))
    }
  }
  process.on('message', (job: Job<never>) => void work(job))
  say({ kind: 'ready' })
}

const failureOf = (id: number, error: unknown): Message<never> =>
  error instanceof Failure
    ? { kind: 'refused', id, code: error.code, details: error.details }
    : { kind: 'failed', id, error: error instanceof Error ? error : new Error(String(error)) }
