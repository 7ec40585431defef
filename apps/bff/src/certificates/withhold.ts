import { canBeLookedFor, withoutNames } from '@wallet/shared/verification/maskName'
import { appendAudit } from '../audit/append.ts'
import { appendOutbox } from '../audit/outbox.ts'
import type { Db } from '../db/connect.ts'
import { patternOf } from '../db/names.ts'
import type { Deps } from '../deps.ts'
import { removeUnlessHeld } from '../files/held.ts'
import { drawSalt, factsHash } from './facts.ts'
import { closeRequest } from './requestStore.ts'
import type { CertificateRow } from './row.ts'
import {
  closeWaysTo,
  dropCopy,
  forgetWords,
  listMentioning,
  listOpenRequests,
  listWithdrawnCopies,
  lockAllOf,
  saveWithheld,
  takeOutOfWords,
} from './withholdStore.ts'

/** Somebody whose name is to be taken out, and who does that. */
export interface Withholding {
  readonly userId: number
  /** How they were called, anywhere and at any time. */
  readonly names: readonly string[]
  readonly by: number
  readonly at: Date
}

/** A text of metadata, or what holds some. */
const withoutNamesIn = (value: unknown, names: readonly string[]): unknown => {
  if (typeof value === 'string') return withoutNames(value, names)
  if (Array.isArray(value)) return value.map(part => withoutNamesIn(part, names))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [withoutNames(key, names), withoutNamesIn(part, names)]))
}

/** The facts without the names, with chance and a fingerprint of their own: what was hashed before can be guessed no more, as its chance is gone. */
const withoutNamesOn = (row: CertificateRow, holderName: string | null, names: readonly string[], random: Deps['random']) => {
  const out = (words: string) => withoutNames(words, names)
  const title = out(row.title)
  const facts = {
    ...row,
    holderName,
    title,
    description: row.description && out(row.description),
    unitName: out(row.unitName),
    metaData: withoutNamesIn(row.metaData, names),
    // It may be a hash of the title.
    sourceKey: title === row.title ? row.sourceKey : `withheld:${row.certificateNo}`,
    factsSalt: drawSalt(random),
  }
  return { ...facts, factsHash: factsHash(facts), revocationReason: row.revocationReason && out(row.revocationReason) }
}

const withhold = async (tx: Db, { random }: Pick<Deps, 'random'>, { names, by, at }: Withholding, row: CertificateRow, holderName: string | null) => {
  const { certificateNo } = row
  const withheld = withoutNamesOn(row, holderName, names, random)
  const { id, title, description, unitName, metaData, sourceKey, factsSalt, factsHash: hash, revocationReason } = withheld
  await saveWithheld(tx, { id, holderName, title, description, unitName, metaData, sourceKey, factsSalt, factsHash: hash, revocationReason }, at)
  await appendAudit(tx, { event: 'certificate.withheld', subject: certificateNo, actorId: by, data: { factsHash: hash }, at })
  await appendOutbox(tx, 'certificate.withheld', { certificateNo }, at)
  return certificateNo
}

/** Whether a certificate of somebody else speaks of them; one whose own holder is called the same speaks of that one. */
const mentions = (row: CertificateRow, names: readonly string[]) => {
  if (row.holderName !== null && names.includes(row.holderName)) return false
  const { title, description, unitName, metaData, revocationReason } = row
  const said = JSON.stringify([title, description, unitName, metaData, revocationReason])
  return withoutNames(said, names) !== said
}

const closeRequests = async (tx: Db, { userId, by, at }: Withholding) => {
  for (const { id, kind, certificateNo } of await listOpenRequests(tx, userId)) {
    await closeRequest(tx, id, { state: 'withdrawn', decidedBy: by, decidedAt: at })
    await appendAudit(tx, { event: 'request.withdrawn', subject: certificateNo, actorId: by, data: { requestId: id, kind }, at })
  }
}

/**
 * Takes a name out of all certificates: out of those of the person, which stay true without it and lose their pictures; and out of what is written
 * on those of others, whose pictures are drawn anew. Answers the numbers whose verdicts may be kept somewhere.
 */
export const withholdName = async (tx: Db, deps: Pick<Deps, 'random'>, withholding: Withholding): Promise<{ own: string[]; others: string[] }> => {
  const { userId, names, at } = withholding
  const own: string[] = []
  const others: string[] = []
  for (const row of await lockAllOf(tx, userId)) if (row.holderName !== null) own.push(await withhold(tx, deps, withholding, row, null))
  const patterns = names.filter(canBeLookedFor).map(patternOf)
  for (const row of await listMentioning(tx, userId, patterns))
    if (mentions(row, names)) others.push(await withhold(tx, deps, withholding, row, row.holderName))
  await closeRequests(tx, withholding)
  await closeWaysTo(tx, userId, at)
  await forgetWords(tx, userId)
  await takeOutOfWords(tx, userId, names)
  return { own, others }
}

const atOnce = 100

/**
 * Removes the files of copies that were withdrawn: first the file, then the note of it, so that whoever goes on after a crash finds what is left to
 * be done. Answers how many there were.
 */
export const removeWithdrawnCopies = async (deps: Pick<Deps, 'db' | 'files'>): Promise<number> => {
  const copies = await listWithdrawnCopies(deps.db, atOnce)
  for (const copy of copies) {
    await removeUnlessHeld(deps, copy.sha256)
    await dropCopy(deps.db, copy)
  }
  return copies.length
}
