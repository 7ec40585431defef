import type { IssueOrder } from '@wallet/shared/certificates/certificate'
import { isRenewable, renewableFrom } from '@wallet/shared/certificates/renewal'
import { dayIn, isoDay } from '@wallet/shared/certificates/validity'
import type { DuplicatePolicy } from '@wallet/shared/issuing/batch'
import type { BatchReason } from '@wallet/shared/issuing/batchFile'
import { fail } from '@wallet/shared/problem'
import { appendAudits } from '../audit/append.ts'
import { appendOutboxes } from '../audit/outbox.ts'
import type { Db } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { CurrentTemplate } from '../templates/store.ts'
import { draftCertificate, isOver, sourceKeyOf, standsFor, titleOf, type Holder, type Predecessor } from './draft.ts'
import { listLatestCycles, lockAll } from './store.ts'
import { insertCertificates, markAllSuperseded, tellIssued, type NewCertificate } from './write.ts'

/** Why nothing is issued to whoever holds a certificate. */
export type Standing = Pick<BatchReason, 'trouble' | 'value'> & Partial<Pick<BatchReason, 'column'>>
interface Rule {
  readonly duplicates: DuplicatePolicy
  readonly now: Date
  readonly zone: string
}

/** Why nothing is issued; null: it may be, as the next cycle where there was one. */
export const standingOf = (latest: Predecessor | null, { duplicates, now, zone }: Rule): Standing | null => {
  if (!standsFor(latest, now)) return null
  const { certificateNo, validUntil, suspendedAt, supersededBy } = latest
  if (duplicates === 'skip' || supersededBy !== null) return { trouble: 'held', value: certificateNo }
  if (suspendedAt) return { trouble: 'suspended', value: certificateNo }
  if (!validUntil) return { trouble: 'heldForGood', value: certificateNo }
  return isRenewable(now, validUntil, zone) ? null : { trouble: 'tooEarly', value: isoDay(dayIn(renewableFrom(validUntil, zone), zone)) }
}

/** Days pass between looking through a list and issuing it: one whose end has passed by then is left out, and holds up nobody else. */
const overOf = ({ validUntil }: IssueOrder): Standing => ({ column: 'validUntil', trouble: 'past', value: validUntil ?? null })

interface Wanted {
  readonly person: Holder
  readonly order: IssueOrder
}
interface Many {
  readonly template: CurrentTemplate
  readonly issuedBy: number
  readonly duplicates: DuplicatePolicy
  readonly wanted: readonly Wanted[]
}
/** What came of each order, in their order. */
export type IssuedOfMany = { readonly certificateNo: string; readonly id: number; readonly standing: null } | { readonly standing: Standing }

const keyOf = (userId: number, sourceKey: string) => `${userId} ${sourceKey}`

/** Finds what each of them holds already. */
export const holdingsOf = async (db: Db, template: CurrentTemplate, wanted: readonly Wanted[]): Promise<(one: Wanted) => Predecessor | null> => {
  const keys = new Map<string, string>()
  const sourceOf = ({ order }: Wanted) => {
    const title = titleOf(order, template)
    const known = keys.get(title) ?? sourceKeyOf(order, title)
    keys.set(title, known)
    return known
  }
  const sources = new Set(wanted.map(sourceOf))
  const userIds = wanted.map(({ person }) => person.id)
  const found = new Map((await listLatestCycles(db, template.id, userIds, [...sources])).map(one => [keyOf(one.userId, one.sourceKey), one]))
  return one => found.get(keyOf(one.person.id, sourceOf(one))) ?? null
}

/** The same, as it stays until this transaction ends: what is suspended or taken back meanwhile waits, or was seen. */
const lockedHoldings: typeof holdingsOf = async (tx, template, wanted) => {
  const holds = await holdingsOf(tx, template, wanted)
  const held = wanted.flatMap(one => holds(one) ?? [])
  if (tx.engine !== 'mariadb' || held.length === 0) return holds
  await lockAll(tx, held)
  return holdingsOf(tx, template, wanted)
}

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

const mostTries = 5
const attempt = async (tx: Db, deps: Deciding, many: Many, time: number): Promise<IssuedOfMany[]> => {
  const isFirst = time === 1
  const { template, issuedBy, duplicates, wanted } = many
  const { clock, config } = deps
  const [now, random] = [clock.now(), inAdvance(deps.random)]
  // Where nothing is renewed, the unique key says who holds one already: only those are looked up, the second time.
  const holds = isFirst && duplicates === 'skip' ? () => null : await lockedHoldings(tx, template, wanted)
  const decided = wanted.map(one => {
    const before = holds(one)
    const standing = standingOf(before, { duplicates, now, zone: config.zone })
    if (standing) return { standing }
    if (isOver(one.order, now, config.zone)) return { standing: overOf(one.order) }
    const isRenewal = standsFor(before, now)
    const renewsUntil = isRenewal ? before.validUntil : null
    return { standing, before, isRenewal, draft: draftCertificate({ ...one, template, before, renewsUntil, issuedBy, now, random, config }) }
  })
  const drafts = decided.flatMap(({ draft }) => draft ?? [])
  // Always in the same order, so that two who issue to the same people do not wait for each other.
  const ids = await insertCertificates(
    tx,
    drafts.toSorted((a, b) => a.userId - b.userId),
  )
  await tell(
    tx,
    decided.flatMap(({ draft, before = null, isRenewal = false }) => {
      const id = draft && ids.get(draft.certificateNo)
      return draft && id !== undefined ? [{ draft, id, before, isRenewal }] : []
    }),
    now,
  )
  const lost = wanted.filter((_, i) => decided[i]?.draft && !ids.has(decided[i].draft.certificateNo))
  if (lost.length > 0 && time === mostTries) fail('internal')
  const again = lost.length > 0 ? await attempt(tx, deps, { ...many, wanted: lost }, time + 1) : []
  const second = new Map(lost.map((one, i) => [one, again[i]]))
  return wanted.map((one, i): IssuedOfMany => {
    const { standing, draft } = decided[i] ?? fail('internal')
    if (standing) return { standing }
    const id = draft && ids.get(draft.certificateNo)
    return draft && id !== undefined ? { certificateNo: draft.certificateNo, id, standing: null } : (second.get(one) ?? fail('internal'))
  })
}

interface Written {
  readonly draft: NewCertificate
  readonly id: number
  readonly before: Predecessor | null
  /** It follows one that still stands. */
  readonly isRenewal: boolean
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
