import type { ChildProcess } from 'node:child_process'
import { Failure } from '@wallet/shared/problem'
import { endChild, startChild } from './child.ts'
import type { Job, Message } from './job.ts'
import { createQueue, type Place } from './queue.ts'

/** A process that works for the server, and those who wait for it. */
export interface Workshop<Task, Result> {
  /** Starts the process, so that the first who asks does not wait for it. */
  open(): void
  /** The result of a job; refused as `unavailable` where too many wait in its lane, and with `render_timeout` where it takes too long (`mostMs`: less than others may). */
  ask(task: Task, place?: Partial<Place>, mostMs?: number): Promise<Result>
  /** Ends the process; what still waits is refused as `unavailable`. */
  close(): Promise<void>
}

export interface WorkshopOptions {
  /** As it is called in messages. */
  readonly name: string
  /** What runs in the process. */
  readonly script: URL
  /** Milliseconds for one job, from when it begins. */
  readonly limitMs: number
  /** How many may wait in each lane: all together, and of one asker. */
  readonly lanes: readonly { readonly most: number; readonly mostEach: number }[]
  /** Milliseconds without a job after which the process is ended, until somebody asks again. */
  readonly idleMs?: number
}

interface Waiting<Task, Result> {
  readonly job: Job<Task>
  readonly mostMs: number
  readonly resolve: (result: Result) => void
  readonly reject: (error: Error) => void
}

const hearMs = 50

/** One job runs at a time. One that takes too long or brings the process down is refused, and the others go on in a new process. */
export const createWorkshop = <Task, Result>({ name, script, limitMs, lanes, idleMs }: WorkshopOptions): Workshop<Task, Result> => {
  const queue = createQueue<Waiting<Task, Result>>()
  let running: (Waiting<Task, Result> & { timer: NodeJS.Timeout }) | null = null
  let child: ChildProcess | null = null
  let idle: NodeJS.Timeout | undefined
  let isReady = false
  let isClosed = false
  let lastId = 0

  const start = () => {
    isReady = false
    const started = startChild(script)
    child = started
    started.on('message', (message: Message<Result>) => started === child && hear(message))
    started.on('error', error => started === child && lose(error))
    started.on('exit', (code, signal) => started === child && lose(new Error(`the ${name} ended (${signal ?? code})`)))
  }
  const begin = () => {
    if (!isReady || running) return
    const next = queue.shift()
    if (!next) return rest()
    clearTimeout(idle)
    running = { ...next, timer: setTimeout(giveUp, next.mostMs, next.job.id) }
    child?.send(next.job)
  }
  /** It may be this process that was too busy to listen: what the other has said by now is heard first. */
  const giveUp = (id: number) => setTimeout(() => running?.job.id === id && replace(new Failure('render_timeout')), hearMs)
  const rest = () => {
    clearTimeout(idle)
    if (idleMs !== undefined) idle = setTimeout(() => void dismiss(), idleMs).unref()
  }
  const dismiss = async () => {
    const last = child
    child = null
    if (last) await endChild(last)
  }
  const end = (id: number): Waiting<Task, Result> | null => {
    if (running?.job.id !== id) return null
    const ended = running
    clearTimeout(ended.timer)
    running = null
    return ended
  }
  const hear = (message: Message<Result>) => {
    if (message.kind === 'ready') isReady = true
    else {
      const ended = end(message.id)
      if (message.kind === 'done') ended?.resolve(message.result)
      else ended?.reject(message.kind === 'refused' ? new Failure(message.code, message.details) : message.error)
    }
    begin()
  }
  const isFull = ({ lane, asker }: Place) => {
    const { most = 0, mostEach = 0 } = lanes[lane] ?? {}
    return queue.count(lane) >= most || queue.count(lane, asker) >= mostEach
  }
  const leave = (error: Error) => {
    for (let next = queue.shift(); next; next = queue.shift()) next.reject(error)
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

  return {
    open: () => void (child ?? start()),
    ask: (task, { lane = 0, asker = '' } = {}, mostMs = limitMs) =>
      new Promise((resolve, reject) => {
        if (isClosed || isFull({ lane, asker })) return reject(new Failure('unavailable', { retryAfter: 2 }))
        lastId += 1
        queue.push({ job: { id: lastId, task }, mostMs, resolve, reject }, { lane, asker })
        if (!child) start()
        begin()
      }),
    close: async () => {
      isClosed = true
      clearTimeout(idle)
      if (running) end(running.job.id)?.reject(new Failure('unavailable'))
      leave(new Failure('unavailable'))
      await dismiss()
    },
  }
}
