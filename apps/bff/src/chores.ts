import { setTimeout as wait } from 'node:timers/promises'
import { sealAudit } from './audit/seal.ts'
import { catchUpBadges } from './badges/catchUp.ts'
import { followOutbox } from './badges/follow.ts'
import { pendingPictures } from './certificates/drawPending.ts'
import { settleCourses } from './courses/settle.ts'
import { closeBoards } from './growth/close.ts'
import { catchUpPaths, followPaths } from './growth/complete.ts'
import { removeWithdrawnCopies } from './certificates/withhold.ts'
import { clearPages } from './db/clearPages.ts'
import type { Deps } from './deps.ts'
import { endOverdue } from './exams/submit.ts'
import { dropOldPreviews } from './issuing/batchStore.ts'
import { batchRunner } from './issuing/runBatch.ts'
import { tellOfDecisions } from './notices/decided.ts'
import { mailNotices } from './notices/post.ts'
import { tellOfExpiry } from './notices/radar.ts'
import { followAnonymised } from './organisation/followAnonymised.ts'
import { markBegun } from './rollups/begun.ts'
import { keepCoverageMonthInTime } from './rollups/coverageMonths.ts'
import { sumUpOnce } from './rollups/sumUpOnce.ts'
import { bringUpToDate } from './rollups/worker.ts'
import { dropOldAttempts } from './session/attempts.ts'
import { dropOldSignOns } from './session/signOnStore.ts'
import { dropOldLinks } from './session/passwordStore.ts'
import { dropOldSessions } from './session/store.ts'
import { deliverer, followForWebhooks } from './webhooks/deliver.ts'
import { dropOldDeliveries } from './webhooks/store.ts'
import { followChanges } from './verification/follow.ts'
import type { Verifier } from './verification/verify.ts'

interface Chore {
  readonly name: string
  /** Milliseconds between the end of one turn and the beginning of the next. */
  readonly everyMs: number
  /** `over` is told when the process is about to end: what takes long stops then. */
  readonly turn: (over: AbortSignal) => Promise<unknown>
}

/** A sign-in that is over is known for a day, so that who comes with it again is told so. */
const signOnsLastMs = 86_400_000
/** A list of names that nobody confirms is not kept. */
const previewsLastMs = 30 * 86_400_000

/** So long it can be seen what was sent. */
const deliveriesLastMs = 30 * 86_400_000

const drawForMs = 2_000
const atOnce = 10
/** As long as there are many, as after a list, one turn draws more of them; not so long that whoever ends the server has to wait. */
const drawAway = (drawPending: (limit: number) => Promise<number>) => async (over: AbortSignal) => {
  const until = performance.now() + drawForMs
  while (!over.aborted && (await drawPending(atOnce)) === atOnce && performance.now() < until);
}

const choresOf = (
  deps: Deps & { readonly verdicts: Verifier },
  drawPending = pendingPictures(deps),
  beginSums = sumUpOnce(deps),
  sender = deliverer(deps),
): Chore[] => [
  { name: 'verification counts', everyMs: 2_000, turn: () => deps.verdicts.counts.flush() },
  { name: 'changes by other processes', everyMs: 500, turn: followChanges(deps) },
  { name: 'badges for what happens outside of learning', everyMs: 500, turn: followOutbox(deps) },
  { name: 'badges that were published later', everyMs: 2_000, turn: catchUpBadges(deps) },
  { name: 'growth paths that are completed', everyMs: 500, turn: followPaths(deps) },
  { name: 'growth paths that were published later', everyMs: 5_000, turn: catchUpPaths(deps) },
  { name: 'leaderboards of periods that are over', everyMs: 60_000, turn: closeBoards(deps) },
  { name: 'courses that ask for less than before', everyMs: 1_000, turn: settleCourses(deps) },
  { name: 'batches', everyMs: 200, turn: batchRunner(deps) },
  { name: 'audit chain', everyMs: 2_000, turn: () => sealAudit(deps.db) },
  { name: 'pictures to be drawn', everyMs: 500, turn: drawAway(drawPending) },
  { name: 'copies of withheld certificates', everyMs: 5_000, turn: () => removeWithdrawnCopies(deps) },
  { name: 'pages that held names', everyMs: 2_000, turn: () => clearPages(deps.db) },
  { name: 'names that were taken out', everyMs: 1_000, turn: followAnonymised(deps) },
  { name: 'sums by unit', everyMs: 500, turn: async over => (await beginSums(over), bringUpToDate(deps, over)) },
  { name: 'certificates that have begun', everyMs: 5_000, turn: markBegun(deps) },
  { name: 'coverage of this month', everyMs: 60_000, turn: () => keepCoverageMonthInTime(deps) },
  { name: 'certificates that end soon', everyMs: 15_000, turn: tellOfExpiry(deps) },
  { name: 'corrections that were decided', everyMs: 1_000, turn: tellOfDecisions(deps) },
  { name: 'events for webhooks', everyMs: 500, turn: followForWebhooks(deps) },
  { name: 'deliveries to webhooks', everyMs: 500, turn: sender.turn },
  { name: 'notices as mail', everyMs: 10_000, turn: mailNotices(deps) },
  { name: 'attempts whose time has run out', everyMs: 1_000, turn: endOverdue(deps) },
  {
    name: 'old sessions, attempts and lists',
    everyMs: 3_600_000,
    turn: async () => {
      await dropOldSessions(deps.db, deps.clock.now())
      await dropOldAttempts(deps.db, deps.clock.now())
      await dropOldSignOns(deps.db, new Date(deps.clock.now().getTime() - signOnsLastMs))
      await dropOldLinks(deps.db, deps.clock.now())
      await dropOldDeliveries(deps.db, new Date(deps.clock.now().getTime() - deliveriesLastMs))
      await dropOldPreviews(deps.db, new Date(deps.clock.now().getTime() - previewsLastMs))
    },
  },
]

/** Begins what has to be done now and then. The answer ends it: it waits for turns under way and does the last flush. */
export const startChores = (deps: Deps & { readonly verdicts: Verifier }): (() => Promise<void>) => {
  const over = new AbortController()
  const loop = async ({ name, everyMs, turn }: Chore) => {
    for (;;) {
      await wait(everyMs, undefined, { signal: over.signal, ref: false }).catch(() => undefined)
      if (over.signal.aborted) return
      await turn(over.signal).catch((error: unknown) => deps.log.error({ err: error }, `chore failed: ${name}`))
    }
  }
  const loops = choresOf(deps).map(one => loop(one))
  return async () => {
    over.abort()
    await Promise.all(loops)
    await deps.verdicts.counts.flush()
    await sealAudit(deps.db).catch((error: unknown) => deps.log.error({ err: error }, 'the audit chain could not be sealed'))
  }
}
