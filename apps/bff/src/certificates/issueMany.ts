import type { DuplicatePolicy } from '@wallet/shared/issuing/batch'
import { fail } from '@wallet/shared/problem'
import { appendAudits } from '../audit/append.ts'
import { appendOutboxes } from '../audit/outbox.ts'
import type { Db } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { lockActive } from '../people/store.ts'
import type { CurrentTemplate } from '../templates/store.ts'
import { lockedHoldings } from './holdings.ts'
import { decideOne, type Decided, type Standing, type ToIssue, type Wanted } from './standing.ts'
import { insertCertificates, markAllSuperseded, tellIssued } from './write.ts'

interface Many {
  readonly template: CurrentTemplate
  readonly issuedBy: number
  readonly duplicates: DuplicatePolicy
  readonly wanted: readonly Wanted[]
}
/** What came of each order, in their order. */
export type IssuedOfMany = { readonly certificateNo: string; readonly id: number; readonly standing: null } | { readonly standing: Standing }

/** Chance asked for in one go: for thousands of numbers, asking takes longer than drawing. Each byte is handed out once. */
const inAdvance = (random: Deps['random'], atOnce = 16_384): Deps['random'] => {
  let [stock, used] = [new Uint8Array(0), 0]
  return count => {
    if (used + count > stock.length) [stock, used] = [Uint8Array.from(random(Math.max(count, atOnce))), 0]
    used += count
    return stock.subarray(used - count, used)
  }
}

type Deciding = Pick<Deps, 'clock' | 'random' | 'config'>

/**
 * Issues many within a transaction: each exactly as it would be alone, but for its picture, which is drawn afterwards. Nobody may be wanted
 * twice for the same source. Where somebody else is first at the same moment, theirs counts.
 */
export const issueMany = (tx: Db, deps: Deciding, many: Many): Promise<IssuedOfMany[]> => attempt(tx, deps, many, 1)

/** Meanwhile, since the row was read. */
const hasLeft: Standing = { column: 'employeeNo', trouble: 'inactive', value: null }

const mostTries = 5
const attempt = async (tx: Db, deps: Deciding, many: Many, time: number): Promise<IssuedOfMany[]> => {
  const now = deps.clock.now()
  const decided = await decideAll(tx, deps, many, { now, isFirst: time === 1 })
  const ids = await write(tx, decided, now)
  const outcomes = decided.map(one => outcomeOf(one, ids))
  const lost = many.wanted.filter((_, i) => outcomes[i] === null)
  if (lost.length === 0) return outcomes.map(one => one ?? fail('internal'))
  if (time === mostTries) fail('internal')
  const again = await attempt(tx, deps, { ...many, wanted: lost }, time + 1)
  return outcomes.map(one => one ?? again.shift() ?? fail('internal'))
}

/** Where nothing is renewed, the unique key says who holds one already: only those are looked up, the second time. */
const decideAll = async (tx: Db, { random, config }: Deciding, many: Many, { now, isFirst }: { readonly now: Date; readonly isFirst: boolean }) => {
  const { template, duplicates, wanted } = many
  const holds = isFirst && duplicates === 'skip' ? () => null : await lockedHoldings(tx, template, wanted)
  const active = await lockActive(
    tx,
    wanted.map(({ person }) => person.id),
  )
  const deciding = { ...many, now, config, random: inAdvance(random) }
  return wanted.map(one => (active.has(one.person.id) ? decideOne(one, holds(one), deciding) : { standing: hasLeft }))
}

/** Writes what is to be issued and what follows from it; answers the ids of those that nobody else was first with. */
const write = async (tx: Db, decided: readonly Decided[], now: Date): Promise<ReadonlyMap<string, number>> => {
  const wanted = decided.flatMap(one => (one.standing ? [] : [one]))
  // Always in the same order, so that two who issue to the same people do not wait for each other.
  const drafts = wanted.map(({ draft }) => draft).toSorted((a, b) => a.userId - b.userId)
  const ids = await insertCertificates(tx, drafts)
  const written = wanted.flatMap(one => {
    const id = ids.get(one.draft.certificateNo)
    return id === undefined ? [] : [{ ...one, id }]
  })
  await tell(tx, written, now)
  return ids
}

/** Null: somebody else was first. */
const outcomeOf = (decided: Decided, ids: ReadonlyMap<string, number>): IssuedOfMany | null => {
  if (decided.standing) return { standing: decided.standing }
  const { certificateNo } = decided.draft
  const id = ids.get(certificateNo)
  return id === undefined ? null : { certificateNo, id, standing: null }
}

interface Written extends ToIssue {
  readonly id: number
}

/** Whoever issues or renews one writes the same (see issue.ts and succeed.ts). */
const tell = async (tx: Db, written: readonly Written[], at: Date) => {
  await tellIssued(
    tx,
    written.map(({ id }) => id),
  )
  await tellRenewed(
    tx,
    written.filter(({ isRenewal }) => isRenewal),
    at,
  )
  await supersedeAll(
    tx,
    written.filter(({ draft }) => draft.supersedesId !== null),
    at,
  )
}

const tellRenewed = (tx: Db, written: readonly Written[], at: Date) =>
  appendAudits(
    tx,
    written.flatMap(({ draft: { certificateNo, issuedBy }, before }) =>
      before ? [{ event: 'certificate.renewed', subject: before.certificateNo, actorId: issuedBy, data: { successor: certificateNo }, at }] : [],
    ),
  )

const supersedeAll = async (tx: Db, written: readonly Written[], at: Date) => {
  const pairs = written.flatMap(({ draft, id, before }) => (before ? [{ draft, id, before }] : []))
  await markAllSuperseded(
    tx,
    pairs.map(({ id, before }) => [before.id, id]),
    at,
  )
  await appendOutboxes(
    tx,
    'certificate.superseded',
    pairs.map(({ before: { certificateNo } }) => ({ certificateNo })),
    at,
  )
  await appendAudits(
    tx,
    pairs.map(({ draft: { certificateNo, issuedBy }, before }) => ({
      ...{ event: 'certificate.superseded', subject: before.certificateNo, actorId: issuedBy, data: { supersededBy: certificateNo }, at },
    })),
  )
}
