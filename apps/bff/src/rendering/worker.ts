import { parentPort } from 'node:worker_threads'
import { Failure, type Reason } from '@wallet/shared/problem'
import { checkTemplate, type TemplateSource } from './allowList.ts'
import { createEngine } from './engine.ts'
import type { Job, Message, Result, Task } from './job.ts'
import { fullSpecimen } from './specimen.ts'

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

const perform = (task: Task): Promise<Result> => (task.kind === 'draw' ? engine.draw(task.drawing) : check(task.template))

/** What the list lets through is drawn once, with every field filled: a template that takes too long is found out when it is saved. */
const check = async (template: TemplateSource): Promise<Reason[]> => {
  const reasons = checkTemplate(template)
  if (reasons.length === 0) await engine.draw({ ...template, type: 'course', orientation: 'landscape', backgroundUrl: null, facts: fullSpecimen('course'), verifyUrl: 'specimen' })
  return reasons
}

const failureOf = (id: number, error: unknown): Message =>
  error instanceof Failure ? { kind: 'refused', id, code: error.code, details: error.details } : { kind: 'failed', id, error: error instanceof Error ? error : new Error(String(error)) }
