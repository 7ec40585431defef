import type { ChildProcess } from 'node:child_process'
import { Failure, type Reason } from '@wallet/shared/problem'
import { templateLimits } from '@wallet/shared/templates/template'
import type { TemplateSource } from './allowList.ts'
import { endChild, startChild } from './child.ts'
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
  /** The same for a look at it: gives way to certificates, and is refused as `unavailable` where too many wait. */
  preview(drawing: Drawing): Promise<Picture>
  /** Every reason against a template; empty where it may be saved. Gives way like a preview. */
  check(template: TemplateSource): Promise<readonly Reason[]>
  /** Ends the process; what still waits is refused as `unavailable`. */
  close(): Promise<void>
}

interface Options {
  readonly limitMs?: number
  /** What runs in the process. */
  readonly script?: URL
}

interface Waiting {
  readonly job: Job
  readonly resolve: (result: Result) => void
  readonly reject: (error: Error) => void
}

/** Enough for everybody who designs templates at the same time; beyond that somebody is flooding us. */
const maxPatient = 20

/**
 * Starts drawing in a process of its own, so that no template can hold up the server and what takes too long can be ended. The fonts
 * load in the background. One job runs at a time; its limit counts from when it begins. A job that takes too long or brings the process
 * down is refused, and the others go on.
 */
export const startRenderer = ({ limitMs = templateLimits.compileMs, script = new URL('./worker.ts', import.meta.url) }: Options = {}): Renderer => {
  const urgent: Waiting[] = []
  const patient: Waiting[] = []
  let running: (Waiting & { timer: NodeJS.Timeout }) | null = null
  let child: ChildProcess | null = null
  let isReady = false
  let isClosed = false
  let lastId = 0

  const start = () => {
    isReady = false
    const started = startChild(script)
    child = started
    started.on('message', (message: Message) => started === child && hear(message))
    started.on('error', error => started === child && lose(error))
    started.on('exit', (code, signal) => started === child && lose(new Error(`the drawing process ended (${signal ?? code})`)))
  }
  const begin = () => {
    if (!isReady || running) return
    const next = urgent.shift() ?? patient.shift()
    if (!next) return
    running = { ...next, timer: setTimeout(() => replace(new Failure('render_timeout')), limitMs) }
    child?.send(next.job)
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
  const leave = (error: Error) => {
    for (const { reject } of [...urgent.splice(0), ...patient.splice(0)]) reject(error)
  }
  /** The process is of no use any more: the job in hand is refused, the others get a new one. */
  const replace = (error: Error) => {
    const lost = child
    if (running) end(running.job.id)?.reject(error)
    if (lost) void endChild(lost)
    start()
  }
  /** A process that dies at work is replaced; one that dies otherwise takes all that waits with it, and is started again when asked. */
  const lose = (error: Error) => {
    if (running) return replace(new Failure('render_timeout', { detail: error.message }))
    child = null
    leave(error)
  }
  const ask = (task: Task, queue: Waiting[]) =>
    new Promise<Result>((resolve, reject) => {
      if (isClosed || (queue === patient && queue.length >= maxPatient)) return reject(new Failure('unavailable'))
      lastId += 1
      queue.push({ job: { id: lastId, task }, resolve, reject })
      if (!child) start()
      begin()
    })

  start()
  return {
    version: rendererVersion,
    draw: async drawing => pictureIn(await ask({ kind: 'draw', drawing }, urgent)),
    preview: async drawing => pictureIn(await ask({ kind: 'draw', drawing }, patient)),
    check: async template => reasonsIn(await ask({ kind: 'check', template }, patient)),
    close: async () => {
      isClosed = true
      const last = child
      child = null
      if (running) end(running.job.id)?.reject(new Failure('unavailable'))
      leave(new Failure('unavailable'))
      if (last) await endChild(last)
    },
  }
}

const pictureIn = (result: Result): Picture => ('svg' in result ? result : failAs('a picture'))
const reasonsIn = (result: Result): readonly Reason[] => ('svg' in result ? failAs('reasons') : result)
const failAs = (expected: string): never => {
  throw new Error(`the drawing process did not answer with ${expected}`)
}
