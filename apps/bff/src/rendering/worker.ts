import { Failure } from '@wallet/shared/problem'
import { checkTemplate } from './allowList.ts'
import { createEngine } from './engine.ts'
import type { Job, Message, Result, Task } from './job.ts'

// A terminal or a service manager signals the server and this process alike; drawings in hand are still wanted until the server lets go.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)
// Without a server there is nothing to draw for. An ordinary exit would wait for a drawing in hand.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))

const say = (message: Message) => process.connected && process.send?.(message)

const engine = await createEngine()
process.on('message', (job: Job) => void work(job))
say({ kind: 'ready' })

const work = async ({ id, task }: Job) => {
  try {
    say({ kind: 'done', id, result: await perform(task) })
  } catch (error) {
    say(failureOf(id, error))
  }
}

const perform = async (task: Task): Promise<Result> => (task.kind === 'draw' ? engine.draw(task.drawing) : checkTemplate(task.template))

const failureOf = (id: number, error: unknown): Message =>
  error instanceof Failure
    ? { kind: 'refused', id, code: error.code, details: error.details }
    : { kind: 'failed', id, error: error instanceof Error ? error : new Error(String(error)) }
