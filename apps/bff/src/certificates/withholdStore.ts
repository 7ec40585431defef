import type { Db } from '../db/connect.ts'
import { execute, instant, number, select, text } from '../db/query.ts'
import { takeNamesOut, type Texts } from '../db/names.ts'
import type { FrozenFacts } from './facts.ts'
import { columns, rowOf, tables, type CertificateRow } from './row.ts'

/** Copies that are not to be had any more, and whose files are still to be removed: nobody makes copies under this name. */
export const withdrawnMaker = 'withdrawn'

/** What a certificate says once a name has been taken out of it. */
export interface Withheld extends Pick<FrozenFacts, 'holderName' | 'title' | 'description' | 'unitName' | 'metaData' | 'sourceKey' | 'factsSalt'> {
  readonly id: number
  readonly factsHash: string
  readonly revocationReason: string | null
}

/** Everything a person was ever issued; nobody else changes it until the transaction ends. */
export const lockAllOf = async (tx: Db, userId: number): Promise<CertificateRow[]> => {
  if (tx.engine === 'mariadb') await select(tx, 'SELECT id FROM user_certificates WHERE user_id = :userId ORDER BY id FOR UPDATE', { userId })
  return (await select(tx, `SELECT ${columns} FROM ${tables} WHERE c.user_id = :userId ORDER BY c.id`, { userId })).map(rowOf)
}

const facts = ['title', 'description', 'unit_name', 'meta_data', 'revocation_reason']
/** What others were issued, and may speak of a person: the patterns are wide, and what they find is looked at again. */
export const listMentioning = async (tx: Db, userId: number, patterns: readonly string[]): Promise<CertificateRow[]> => {
  if (patterns.length === 0) return []
  const says = facts.flatMap(column => patterns.map((_, at) => `c.${column} LIKE :pattern${at} ESCAPE '!'`)).join(' OR ')
  const values = Object.fromEntries(patterns.map((pattern, at) => [`pattern${at}`, pattern]))
  return (await select(tx, `SELECT ${columns} FROM ${tables} WHERE c.user_id <> :userId AND (${says}) ORDER BY c.id`, { ...values, userId })).map(rowOf)
}

/** Writes what is left of a certificate, and has its pictures and copies gone. */
export const saveWithheld = async (tx: Db, { id, holderName, ...withheld }: Withheld, at: Date): Promise<void> => {
  const values = { ...withheld, holderName: holderName ?? '', updatedAt: at }
  await tx.models.userCertificates.update(values, { where: { id }, transaction: tx.transaction })
  await execute(tx, 'DELETE FROM certificate_pictures WHERE certificate_id = :id', { id })
  await execute(tx, 'UPDATE certificate_files SET maker = :maker WHERE certificate_id = :id', { id, maker: withdrawnMaker })
}

const ofPerson = 'certificate_id IN (SELECT id FROM user_certificates WHERE user_id = :userId)'

/** Links are taken back; keys under which something was answered are forgotten. */
export const closeWaysTo = async (tx: Db, userId: number, at: Date): Promise<void> => {
  await execute(tx, `UPDATE certificate_shares SET withdrawn_at = :at WHERE withdrawn_at IS NULL AND ${ofPerson}`, { userId, at: instant(tx, at) })
  await execute(tx, `DELETE FROM idempotency_keys WHERE user_id = :userId OR ${ofPerson}`, { userId })
}

/** What was asked for and is not decided yet, about the certificates of a person. */
export const listOpenRequests = async (tx: Db, userId: number): Promise<{ id: number; kind: string; certificateNo: string }[]> =>
  (
    await select(
      tx,
      `SELECT r.id, r.kind, c.certificate_no FROM certificate_requests r JOIN user_certificates c ON c.id = r.certificate_id
       WHERE c.user_id = :userId AND r.state = 'open' AND r.kind = 'nameCorrection' ORDER BY r.id`,
      { userId },
    )
  ).map(row => ({ id: number(row['id']), kind: text(row['kind']), certificateNo: text(row['certificate_no']) }))

/** What was written about how somebody is called is forgotten whole: it names them in ways that no search finds ("with the sun above the moon"). */
export const forgetWords = async (tx: Db, userId: number): Promise<void> => {
  await execute(tx, `UPDATE certificate_reasons SET reason = '' WHERE ${ofPerson}`, { userId })
  await execute(
    tx,
    `UPDATE certificate_requests SET wanted_name = NULL, reason = '', reply = CASE WHEN reply IS NULL THEN NULL ELSE '' END WHERE kind = 'nameCorrection' AND ${ofPerson}`,
    {
      userId,
    },
  )
}

const texts: readonly Texts[] = [
  { table: 'certificate_reasons', key: ['id'], columns: ['reason'] },
  {
    table: 'certificate_requests',
    key: ['id'],
    columns: ['wanted_name', 'reason', 'reply'],
    except: 'wanted_name IN (SELECT full_name FROM users WHERE id <> :userId)',
  },
]
/** The same where something else was written about: only the name goes. */
export const takeOutOfWords = (tx: Db, userId: number, names: readonly string[]): Promise<void> => takeNamesOut(tx, texts, names, { userId })

/** Copies whose files are still to be removed. */
export const listWithdrawnCopies = async (db: Db, limit: number): Promise<{ certificateId: number; form: string; sha256: string }[]> =>
  (
    await select(db, 'SELECT certificate_id, form, sha256 FROM certificate_files WHERE maker = :maker ORDER BY certificate_id, form LIMIT :limit', {
      maker: withdrawnMaker,
      limit,
    })
  ).map(row => ({ certificateId: number(row['certificate_id']), form: text(row['form']), sha256: text(row['sha256']) }))

/** Forgets that there was a copy; one that has been made since under the same name stays. */
export const dropCopy = (db: Db, { certificateId, form }: { readonly certificateId: number; readonly form: string }): Promise<void> =>
  execute(db, 'DELETE FROM certificate_files WHERE certificate_id = :certificateId AND form = :form AND maker = :maker', {
    certificateId,
    form,
    maker: withdrawnMaker,
  })

/** How much of somebody's there is to withhold. */
export const countOf = async (db: Db, userId: number) => {
  const [row] = await select(
    db,
    `SELECT (SELECT COUNT(*) FROM user_certificates WHERE user_id = :userId AND holder_name <> '') AS certificates,
       (SELECT COUNT(*) FROM certificate_shares WHERE withdrawn_at IS NULL AND ${ofPerson}) AS links,
       (SELECT COUNT(*) FROM certificate_files WHERE ${ofPerson}) AS copies,
       (SELECT COUNT(*) FROM certificate_requests WHERE state = 'open' AND kind = 'nameCorrection' AND ${ofPerson}) AS requests`,
    { userId },
  )
  return { certificates: number(row?.['certificates']), links: number(row?.['links']), copies: number(row?.['copies']), requests: number(row?.['requests']) }
}

/** Under which names somebody was issued something, or wanted to be. */
export const namesOn = async (db: Db, userId: number): Promise<string[]> =>
  (
    await select(
      db,
      `SELECT holder_name AS name FROM user_certificates WHERE user_id = :userId
       UNION SELECT wanted_name FROM certificate_requests WHERE wanted_name IS NOT NULL AND ${ofPerson}`,
      { userId },
    )
  ).flatMap(row => text(row['name']) || [])
