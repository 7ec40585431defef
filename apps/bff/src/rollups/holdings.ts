import { concerns, holdingOf, neverHeld, type HeldFacts, type Requirement } from '@wallet/shared/dashboards/holding'
import type { Db } from '../db/connect.ts'
import { boolean, date, dateOrNull, execute, number, numberOrNull, select, text, textOrNull } from '../db/query.ts'
import type { Deps } from '../deps.ts'
import type { Mark } from './dirty.ts'

interface Member {
  readonly userId: number
  readonly unitId: number
  readonly unitPath: string
  readonly post: string | null
  readonly isActive: boolean
}
interface Holding {
  readonly userId: number
  readonly templateId: number
  readonly unitId: number
  readonly isRequired: boolean
  readonly untilDay: string
  readonly certificateId: number | null
}

const listMembers = async (tx: Db, userIds: readonly number[]): Promise<Member[]> =>
  (
    await select(tx, 'SELECT u.id, u.org_unit_id, u.post, u.is_active, o.path FROM users u JOIN org_units o ON o.id = u.org_unit_id WHERE u.id IN (:userIds)', {
      userIds,
    })
  ).map(row => ({
    userId: number(row['id']),
    unitId: number(row['org_unit_id']),
    unitPath: text(row['path']),
    post: textOrNull(row['post']),
    isActive: boolean(row['is_active']),
  }))

const listRequirements = async (tx: Db): Promise<Requirement[]> =>
  (await select(tx, 'SELECT r.template_id, r.post, o.path FROM requirements r JOIN org_units o ON o.id = r.unit_id')).map(row => ({
    templateId: number(row['template_id']),
    unitPath: text(row['path']),
    post: textOrNull(row['post']),
  }))

interface Certificate extends HeldFacts {
  readonly userId: number
  readonly templateId: number
}
const listCertificates = async (tx: Db, userIds: readonly number[]): Promise<Certificate[]> =>
  (
    await select(
      tx,
      'SELECT id, user_id, template_id, issued_at, valid_until, suspended_at, revoked_at, superseded_by_id FROM user_certificates WHERE user_id IN (:userIds)',
      { userIds },
    )
  ).map(row => ({
    id: number(row['id']),
    userId: number(row['user_id']),
    templateId: number(row['template_id']),
    issuedAt: date(row['issued_at']),
    validUntil: dateOrNull(row['valid_until']),
    suspendedAt: dateOrNull(row['suspended_at']),
    revokedAt: dateOrNull(row['revoked_at']),
    isSuperseded: row['superseded_by_id'] !== null,
  }))

/** What somebody holds and has to hold; nothing for those who have left. */
const holdingsOf = (member: Member, requirements: readonly Requirement[], certificates: readonly Certificate[], now: Date, zone: string): Holding[] => {
  if (!member.isActive) return []
  const required = new Set(requirements.filter(one => concerns(one, member)).map(({ templateId }) => templateId))
  return [...new Set([...required, ...certificates.map(({ templateId }) => templateId)])].flatMap(templateId => {
    const held = holdingOf(
      certificates.filter(one => one.templateId === templateId),
      now,
      zone,
    )
    const isRequired = required.has(templateId)
    if (!held && !isRequired) return []
    const { userId, unitId } = member
    return [{ userId, templateId, unitId, isRequired, untilDay: held?.untilDay ?? neverHeld, certificateId: held?.certificateId ?? null }]
  })
}

const listHoldings = async (tx: Db, userIds: readonly number[]): Promise<Holding[]> =>
  (await select(tx, 'SELECT * FROM holdings WHERE user_id IN (:userIds)', { userIds })).map(row => ({
    userId: number(row['user_id']),
    templateId: number(row['template_id']),
    unitId: number(row['unit_id']),
    isRequired: boolean(row['is_required']),
    untilDay: text(row['until_day']),
    certificateId: numberOrNull(row['certificate_id']),
  }))

const nameOf = (holding: Holding) => JSON.stringify(Object.values(holding))

const replaceHoldings = async (tx: Db, gone: readonly Holding[], fresh: readonly Holding[]) => {
  for (const { userId, templateId } of gone)
    await execute(tx, 'DELETE FROM holdings WHERE user_id = :userId AND template_id = :templateId', { userId, templateId })
  if (fresh.length === 0) return
  const rows = fresh.map(one => [one.userId, one.templateId, one.unitId, Number(one.isRequired), one.untilDay, one.certificateId])
  await execute(
    tx,
    `INSERT INTO holdings (user_id, template_id, unit_id, is_required, until_day, certificate_id) VALUES ${rows.map((_, index) => `(:row${index})`).join(', ')}`,
    Object.fromEntries(rows.map((row, index) => [`row${index}`, row])),
  )
}

type Need = Pick<Deps, 'clock' | 'config'>

const derive = async (tx: Db, { clock, config }: Need, members: readonly Member[], certificates: readonly Certificate[]): Promise<Holding[]> => {
  const [requirements, now] = [await listRequirements(tx), clock.now()]
  const of = Map.groupBy(certificates, ({ userId }) => userId)
  return members.flatMap(member => holdingsOf(member, requirements, of.get(member.userId) ?? [], now, config.zone))
}

/** What stands in `holdings` for some people, and what should: as texts that can be compared. */
export const compareHoldings = async (tx: Db, deps: Need, userIds: readonly number[]): Promise<{ readonly kept: string[]; readonly counted: string[] }> => {
  const counted = await derive(tx, deps, await listMembers(tx, userIds), await listCertificates(tx, userIds))
  return { kept: (await listHoldings(tx, userIds)).map(nameOf).toSorted(), counted: counted.map(nameOf).toSorted() }
}

/** Sees anew what people hold and have to hold; answers which sums change by it, also of the unit that somebody has left. */
export const refreshHoldings = async (tx: Db, deps: Need, userIds: readonly number[]): Promise<Mark[]> => {
  const [members, certificates, before] = [await listMembers(tx, userIds), await listCertificates(tx, userIds), await listHoldings(tx, userIds)]
  const after = await derive(tx, deps, members, certificates)
  const [known, wanted] = [new Set(before.map(nameOf)), new Set(after.map(nameOf))]
  const gone = before.filter(one => !wanted.has(nameOf(one)))
  const fresh = after.filter(one => !known.has(nameOf(one)))
  await replaceHoldings(tx, gone, fresh)
  return coverageMarks([...gone, ...fresh])
}

const coverageMarks = (changed: readonly Holding[]): Mark[] =>
  changed.flatMap(({ unitId, templateId }) => [
    { rollup: 'coverage', unitId, slice: String(templateId) },
    { rollup: 'coverageEnds', unitId, slice: String(templateId) },
    { rollup: 'standing', unitId, slice: 'required' },
  ])
