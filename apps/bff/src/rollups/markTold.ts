import { dayMs } from '@wallet/shared/certificates/status'
import { isoDayIn } from '@wallet/shared/certificates/validity'
import { lastDayOf } from '@wallet/shared/dashboards/holding'
import { expiryThresholds } from '@wallet/shared/dashboards/expiry'
import { periodsOf } from '@wallet/shared/dashboards/period'
import { notTakenBack } from '../certificates/statusWhere.ts'
import { pathAfter } from '../certificates/store.ts'
import type { Db } from '../db/connect.ts'
import { date, dateOrNull, instant, number, select, selectOne, text, textOrNull } from '../db/query.ts'
import { certificateMarks } from './certificateMarks.ts'
import { mark, type Mark } from './dirty.ts'
import { badgeKinds } from './headcount.ts'
import { lockUnit } from './lockUnit.ts'
import { rollups } from './rollups.ts'

/** A row of the outbox. */
export interface Told {
  readonly id: number
  readonly topic: string
  readonly payload: Readonly<Record<string, unknown>>
  readonly at: Date
}

/** What somebody did, or got, that counts in sums of the unit they are in; `ends` are the last days of what they hold. */
interface Deeds {
  readonly days: readonly string[]
  readonly ends: readonly string[]
  readonly courseIds: readonly number[]
  readonly badgeIds: readonly number[]
}
const deedMarks = (unitId: number, { days, ends, courseIds, badgeIds }: Deeds): Mark[] => [
  ...days.map(slice => ({ rollup: 'active', unitId, slice })),
  ...ends.map(slice => ({ rollup: 'expiry', unitId, slice })),
  ...days.flatMap(periodsOf).map(slice => ({ rollup: 'learning', unitId, slice })),
  ...days.map(day => ({ rollup: 'exams', unitId, slice: day.slice(0, 7) })),
  ...courseIds.map(id => ({ rollup: 'courses', unitId, slice: String(id) })),
  ...badgeIds.map(id => ({ rollup: 'badges', unitId, slice: String(id) })),
  ...(badgeIds.length > 0 ? badgeKinds.map(slice => ({ rollup: 'headcount', unitId, slice })) : []),
]

/** All that somebody ever did: it goes with them from unit to unit. */
const deedsOf = async (tx: Db, zone: string, userId: number): Promise<Deeds> => {
  const column = async (sql: string) => (await select(tx, sql, { userId })).map(row => row['value'])
  const ended = await column('SELECT ended_at AS value FROM attempts WHERE user_id = :userId AND ended_at IS NOT NULL')
  const days = await column('SELECT DISTINCT day AS value FROM learning_events WHERE user_id = :userId')
  const ends = await column('SELECT valid_until AS value FROM user_certificates WHERE user_id = :userId')
  return {
    ends: [...new Set(ends.map(at => lastDayOf(dateOrNull(at), zone)))],
    days: [...new Set([...days.map(text), ...ended.map(at => isoDayIn(date(at), zone))])],
    courseIds: (await column('SELECT course_id AS value FROM enrolments WHERE user_id = :userId')).map(number),
    badgeIds: (await column('SELECT badge_id AS value FROM user_badges WHERE user_id = :userId')).map(number),
  }
}

const personMarks = async (tx: Db, zone: string, { userId, unitIds }: Told['payload']): Promise<Mark[]> => {
  const deeds = await deedsOf(tx, zone, number(userId))
  return (unitIds as number[]).flatMap(unitId => [
    { rollup: 'headcount', unitId, slice: 'active' },
    { rollup: 'people', unitId, slice: String(userId) },
    ...deedMarks(unitId, deeds),
  ])
}

/** When, at the earliest and at the latest, something was done that was told. */
const spanTold = (told: readonly Told[]) => {
  const times = told.flatMap(({ at, payload }) => [at.getTime(), ...(payload['days'] as string[]).map(day => Date.parse(day))])
  return { from: new Date(Math.min(...times) - dayMs), until: new Date(Math.max(...times) + 2 * dayMs) }
}

/** The last days of what people may have begun to renew: of what ended after they did something, and before it could not have been renewed yet. */
const listEnds = async (tx: Db, zone: string, told: readonly Told[], userIds: readonly number[]): Promise<ReadonlyMap<number, string[]>> => {
  const { from, until } = spanTold(told)
  const sql = `SELECT c.user_id, c.valid_until FROM user_certificates c WHERE c.user_id IN (:userIds) AND c.valid_until > :from AND c.valid_until <= :until
    AND (c.course_id IS NOT NULL OR c.exam_id IS NOT NULL) AND ${notTakenBack}`
  const latest = new Date(until.getTime() + expiryThresholds[0] * dayMs)
  const rows = await select(tx, sql, { userIds, from: instant(tx, from), until: instant(tx, latest) })
  const ends = Map.groupBy(rows, row => number(row['user_id']))
  return new Map([...ends].map(([userId, some]) => [userId, some.map(row => lastDayOf(date(row['valid_until']), zone))]))
}

const learnedMarks = async (tx: Db, zone: string, told: readonly Told[]): Promise<Mark[]> => {
  if (told.length === 0) return []
  const userIds = [...new Set(told.map(({ payload }) => number(payload['userId'])))]
  const rows = await select(tx, 'SELECT id, org_unit_id FROM users WHERE id IN (:userIds)', { userIds })
  const unitOf = new Map(rows.map(row => [number(row['id']), number(row['org_unit_id'])]))
  const ends = await listEnds(tx, zone, told, userIds)
  return told.flatMap(({ payload }) => {
    const [userId, { days, courseIds, badgeIds }] = [number(payload['userId']), payload as unknown as Deeds]
    const unitId = unitOf.get(userId)
    return unitId === undefined ? [] : deedMarks(unitId, { days, courseIds, badgeIds, ends: ends.get(userId) ?? [] })
  })
}

/** Who holds badges of each category may be others now, wherever this badge is held. */
const badgeMarks = async (tx: Db, { badgeId }: Told['payload']): Promise<Mark[]> => {
  const sql = 'SELECT DISTINCT u.org_unit_id FROM user_badges h JOIN users u ON u.id = h.user_id WHERE h.badge_id = :badgeId'
  const units = (await select(tx, sql, { badgeId })).map(row => number(row['org_unit_id']))
  return units.flatMap(unitId => badgeKinds.map(slice => ({ rollup: 'headcount', unitId, slice })))
}

/**
 * Everything that the unit adds to those above it, now and before. What it added before and no longer has stands only in those that were
 * above it, where they have not been counted since.
 */
const unitMarks = async (tx: Db, { unitId, parentIds }: Told['payload']): Promise<Mark[]> => {
  const [parents, marks] = [parentIds as number[], [] as Mark[]]
  const unitIds = [...new Set([number(unitId), ...parents])].toSorted((one, other) => one - other)
  for (const id of unitIds) await lockUnit(tx, id)
  for (const [name, { table, slice }] of Object.entries(rollups)) {
    const rows = await select(tx, `SELECT DISTINCT ${slice} AS slice FROM ${table} WHERE unit_id IN (:unitIds)`, { unitIds })
    for (const row of rows) marks.push(...parents.map(parentId => ({ rollup: name, unitId: parentId, slice: text(row['slice']) })))
  }
  return marks
}

/** Everyone at and below a unit: what is required of them may be something else now. */
const markPeopleBelow = async (tx: Db, unitId: number): Promise<void> => {
  const path = textOrNull((await selectOne(tx, 'SELECT path FROM org_units WHERE id = :unitId', { unitId }))?.['path'])
  if (path === null) return
  const sql = 'SELECT u.id, u.org_unit_id FROM users u JOIN org_units o ON o.id = u.org_unit_id WHERE o.path >= :path AND o.path < :after'
  const people = await select(tx, sql, { path, after: pathAfter(path) })
  await mark(
    tx,
    people.map(row => ({ rollup: 'people', unitId: number(row['org_unit_id']), slice: text(row['id']) })),
  )
}

/** Marks the sums that what was told touches. */
export const markTold = async (tx: Db, zone: string, told: readonly Told[]) => {
  const certificateNos = told.filter(({ topic }) => topic.startsWith('certificate.')).map(({ payload }) => text(payload['certificateNo']))
  const learned = told.filter(({ topic }) => topic === 'person.learned')
  const certificates = certificateNos.length > 0 ? await certificateMarks(tx, zone, 'c.certificate_no IN (:certificateNos)', { certificateNos }) : []
  await mark(tx, [...certificates, ...(await learnedMarks(tx, zone, learned))])
  for (const { topic, payload } of told) {
    if (topic === 'person.changed') await mark(tx, await personMarks(tx, zone, payload))
    if (topic === 'badge.changed') await mark(tx, await badgeMarks(tx, payload))
    if (topic === 'unit.moved') await mark(tx, await unitMarks(tx, payload))
    if (topic === 'unit.moved' || topic === 'requirement.changed') await markPeopleBelow(tx, number(payload['unitId']))
  }
}
