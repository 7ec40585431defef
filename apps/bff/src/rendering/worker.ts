import { parentPort } from 'node:worker_threads'
import { Failure } from '@wallet/shared/problem'
import { checkTemplate } from './allowList.ts'
import { createEngine } from './engine.ts'
import type { Job, Message, Result, Task } from './job.ts'

const say = (message: Message) => parentPort?.postMessage(message)

const engine = await createEngine()
parentPort?.on('message', (job: Job) => void work(job))
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
