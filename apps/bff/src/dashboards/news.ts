import { EventEmitter, on } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import type { Deps } from '../deps.ts'
import { listLastIds, listMissed, listNews, type News } from './feedStore.ts'
import { knowledge } from './knowledge.ts'
import { knows, type Place } from './place.ts'
import type { Scope } from './scope.ts'

/** A certificate, and where a reader is who has heard of it. */
export interface Told {
  readonly news: News
  readonly place: Place
}

const usualMs = 1_000
/** So far back an id that is not there may be one that comes late. */
const lookBack = 200

/** What was missed, one by one; whoever breaks off in the middle goes on where they were. */
function* oneByOne(missed: readonly News[], from: Place, here: Place): Generator<Told> {
  const open = new Set([...here.gaps, ...missed.map(({ id }) => id)])
  let last = from.last
  for (const news of missed) {
    open.delete(news.id)
    last = Math.max(last, news.id)
    const end = last
    yield { news, place: { last, gaps: [...open].filter(id => id <= end).toSorted((one, other) => one - other) } }
  }
}

/** Certificates as any process issues them. One loop looks for all who listen, and rests while nobody does. */
export const newsDesk = ({ db, log, pace }: Pick<Deps, 'db' | 'log' | 'pace'>) => {
  const everyMs = pace?.newsMs ?? usualMs
  const desk = new EventEmitter().setMaxListeners(0)
  let known: ReturnType<typeof knowledge> | null = null
  let looking = Promise.resolve()
  let isOpen = false

  const look = async () => {
    const now = performance.now()
    if (!known) return void (known = knowledge(await listLastIds(db, lookBack), now))
    known.settle(now)
    for (const news of await listNews(db, known.place())) {
      known.add(news.id, now)
      desk.emit('news', { news, place: known.place() } satisfies Told)
    }
  }
  /** One look after the other, though several ask for one. */
  const lookNow = async () => {
    looking = looking.then(look).catch((error: unknown) => log.error({ err: error }, 'what has been issued could not be read'))
    await looking
  }
  const keepLooking = async () => {
    isOpen = true
    while (desk.listenerCount('news') > 0) {
      await lookNow()
      await wait(everyMs, undefined, { ref: false })
    }
    isOpen = false
    known = null
  }

  /** What is issued in a unit from now on, or after a place. */
  return async function* follow({ path }: Scope, after: Place | null, signal: AbortSignal): AsyncGenerator<Told> {
    const coming = on(desk, 'news', { signal })
    try {
      if (!isOpen) void keepLooking()
      await lookNow()
      const here: Place = known?.place() ?? { last: 0, gaps: [] }
      // A place that lies ahead is of another time of this database: what it knows means nothing here.
      const from = after && after.last <= here.last ? after : null
      const missed = from ? await listMissed(db, { path }, from, here.last) : []
      if (from) yield* oneByOne(missed, from, here)
      const told = new Set(missed.map(({ id }) => id))
      for await (const [next] of coming as AsyncIterable<[Told]>) {
        const { id, path: its } = next.news
        if (its.startsWith(path) && !told.has(id) && !(from && knows(from, id))) yield next
      }
    } finally {
      await coming.return?.()
    }
  }
}
