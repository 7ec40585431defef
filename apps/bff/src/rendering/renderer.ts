import { Worker } from 'node:worker_threads'
import { Failure, type Reason } from '@wallet/shared/problem'
import { templateLimits } from '@wallet/shared/templates/template'
import type { TemplateSource } from './allowList.ts'
import type { Drawing, Picture } from './drawing.ts'
import type { Job, Message, Result, Task } from './job.ts'

export type { Drawing, Picture } from './drawing.ts'
export type { TemplateSource } from './allowList.ts'

/** Recorded with each certificate: the layout engine's version, and ours of the rules around it. Raise the second when pictures change. */
export const rendererVersion = 'takumi-2.16.3+1'

export interface Renderer {
  readonly version: string
  /** The picture of a certificate. Refused with `template_refused` or `render_timeout`. */
  draw(drawing: Drawing): Promise<Picture>
  /** Every reason against a template; empty where it may be saved. */
  check(template: TemplateSource): Promise<readonly Reason[]>
  /** Ends the thread; what still waits is refused as `unavailable`. */
  close(): Promise<void>
}

interface Options {
  readonly limitMs?: number
  /** What runs in the thread. */
  readonly script?: URL
}

interface Waiting {
  readonly job: Job
  readonly resolve: (result: Result) => void
  readonly reject: (error: Error) => void
}

/**
 * Starts drawing in a thread of its own, so that no template can hold up the server. The fonts load in the background. One job runs
 * at a time; its limit counts from when it begins. A job that takes too long or brings the thread down is refused, and the others go on.
 */
export const startRenderer = ({ limitMs = templateLimits.compileMs, script = new URL('./worker.ts', import.meta.url) }: Options = {}): Renderer => {
  const queue: Waiting[] = []
  let running: (Waiting & { timer: NodeJS.Timeout }) | null = null
  let worker: Worker | null = null
  let isReady = false
  let isClosed = false
  let lastId = 0

  const start = () => {
    isReady = false
    const started = new Worker(script)
    worker = started
    started.on('message', (message: Message) => started === worker && hear(message))
    started.on('error', error => started === worker && lose(error))
    started.on('exit', () => started === worker && lose(new Error('the drawing thread ended')))
  }
  const begin = () => {
    if (!isReady || running) return
    const next = queue.shift()
    if (!next) return
    running = { ...next, timer: setTimeout(() => replace(new Failure('render_timeout')), limitMs) }
    worker?.postMessage(next.job)
  }
  const end = (id: number): Waiting | null => {
    if (running?.job.id !== id) return null
    const ended = running
    clearTimeout(ended.timer)
    running = null
    return ended
  }
  const hear = (message: Message) => {
    if (message.kind === 'ready') isReady = true
    else {
      const ended = end(message.id)
      if (message.kind === 'done') ended?.resolve(message.result)
      else ended?.reject(message.kind === 'refused' ? new Failure(message.code, message.details) : message.error)
    }
    begin()
  }
  /** The thread is of no use any more: the job in hand is refused, the others get a new thread. */
  const replace = (error: Error) => {
    const lost = worker
    worker = null
    if (running) end(running.job.id)?.reject(error)
    void lost?.terminate()
    if (!isClosed) start()
  }
  /** A thread that dies at work is replaced; one that cannot even start takes all that waits with it, and is tried again when asked. */
  const lose = (error: Error) => {
    if (isReady) return replace(running ? new Failure('render_timeout', { detail: error.message }) : error)
    worker = null
    for (const { reject } of queue.splice(0)) reject(error)
  }
  const ask = (task: Task) =>
    new Promise<Result>((resolve, reject) => {
      if (isClosed) return reject(new Failure('unavailable'))
      lastId += 1
      queue.push({ job: { id: lastId, task }, resolve, reject })
      if (!worker) start()
      begin()
    })

  start()
  return {
    version: rendererVersion,
    draw: async drawing => pictureIn(await ask({ kind: 'draw', drawing })),
    check: async template => reasonsIn(await ask({ kind: 'check', template })),
    close: async () => {
      isClosed = true
      const last = worker
      worker = null
      if (running) end(running.job.id)?.reject(new Failure('unavailable'))
      for (const { reject } of queue.splice(0)) reject(new Failure('unavailable'))
      await last?.terminate()
    },
  }
}

const pictureIn = (result: Result): Picture => ('svg' in result ? result : failAs('a picture'))
const reasonsIn = (result: Result): readonly Reason[] => ('svg' in result ? failAs('reasons') : result)
const failAs = (expected: string): never => {
  throw new Error(`the drawing thread did not answer with ${expected}`)
}
