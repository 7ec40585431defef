import { inTransaction, type Db } from '../db/connect.ts'
import { date, dateOrNull, execute, instant, json, number, select, selectOne, text, textOrNull } from '../db/query.ts'
import { dayIn, isoDay } from '@wallet/shared/certificates/validity'
import type { Deps } from '../deps.ts'
import { mark, type Mark } from './dirty.ts'
import { rollups } from './rollups.ts'

interface Told {
  readonly id: number
  readonly topic: string
  readonly payload: Readonly<Record<string, unknown>>
}

const forUpdate = ({ engine }: Db) => (engine === 'sqlite' ? '' : 'FOR UPDATE SKIP LOCKED')

/** The next rows of the outbox that nobody has folded; other processes take others. */
const claim = async (tx: Db, limit: number): Promise<Told[]> =>
  (await select(tx, `SELECT id, topic, payload FROM outbox WHERE processed_at IS NULL ORDER BY id LIMIT :limit ${forUpdate(tx)}`, { limit })).map(row => ({
    id: number(row['id']),
    topic: text(row['topic']),
    payload: json(row['payload']) as Told['payload'],
  }))

const certificateMarks = async (tx: Db, zone: string, certificateNos: readonly string[]): Promise<Mark[]> => {
  if (certificateNos.length === 0) return []
  const sql = `SELECT c.org_unit_id, c.user_id, c.issued_at, c.revoked_at, u.org_unit_id AS unit_now
    FROM user_certificates c JOIN users u ON u.id = c.user_id WHERE c.certificate_no IN (:certificateNos)`
  return (await select(tx, sql, { certificateNos })).flatMap(row => {
    const days = [date(row['issued_at']), dateOrNull(row['revoked_at'])].filter(at => at !== null).map(at => isoDay(dayIn(at, zone)))
    return [
      ...days.map(slice => ({ rollup: 'issuance', unitId: number(row['org_unit_id']), slice })),
      { rollup: 'people', unitId: number(row['unit_now']), slice: text(row['user_id']) },
    ]
  })
}

const personMarks = ({ userId, unitIds }: Told['payload']): Mark[] =>
  (unitIds as number[]).flatMap(unitId => [
    { rollup: 'headcount', unitId, slice: 'active' },
    { rollup: 'people', unitId, slice: String(userId) },
  ])

/** Everything that the unit adds to those above it, now and before. */
const unitMarks = async (tx: Db, { unitId, parentIds }: Told['payload']): Promise<Mark[]> => {
  const marks: Mark[] = []
  for (const [name, { table, slice }] of Object.entries(rollups)) {
    const rows = await select(tx, `SELECT DISTINCT ${slice} AS slice FROM ${table} WHERE unit_id = :unitId`, { unitId })
    for (const row of rows) marks.push(...(parentIds as number[]).map(parentId => ({ rollup: name, unitId: parentId, slice: text(row['slice']) })))
  }
  return marks
}

/** Everyone at and below a unit: what is required of them may be something else now. */
export const markPeopleBelow = async (tx: Db, unitId: number): Promise<void> => {
  const path = textOrNull((await selectOne(tx, 'SELECT path FROM org_units WHERE id = :unitId', { unitId }))?.['path'])
  if (path === null) return
  const below = `${path.slice(0, -1)}0`
  const people = await select(
    tx,
    'SELECT u.id, u.org_unit_id FROM users u JOIN org_units o ON o.id = u.org_unit_id WHERE o.path >= :path AND o.path < :below',
    {
      path,
      below,
    },
  )
  await mark(
    tx,
    people.map(row => ({ rollup: 'people', unitId: number(row['org_unit_id']), slice: text(row['id']) })),
  )
}

const markTold = async (tx: Db, zone: string, told: readonly Told[]) => {
  const certificateNos = told.filter(({ topic }) => topic.startsWith('certificate.')).map(({ payload }) => text(payload['certificateNo']))
  const people = told.filter(({ topic }) => topic === 'person.changed').flatMap(({ payload }) => personMarks(payload))
  await mark(tx, [...(await certificateMarks(tx, zone, certificateNos)), ...people])
  for (const { topic, payload } of told) {
    if (topic === 'unit.moved') await mark(tx, await unitMarks(tx, payload))
    if (topic === 'unit.moved' || topic === 'requirement.changed') await markPeopleBelow(tx, number(payload['unitId']))
  }
}

/** Turns what was told into marks on the sums that it touches; answers how much was told. */
export const foldOutbox = async ({ db, clock, config }: Pick<Deps, 'db' | 'clock' | 'config'>, limit = 500): Promise<number> =>
  inTransaction(db, async tx => {
    const told = await claim(tx, limit)
    if (told.length === 0) return 0
    await markTold(tx, config.zone, told)
    const ids = told.map(({ id }) => id)
    await execute(tx, 'UPDATE outbox SET processed_at = :at WHERE id IN (:ids)', { ids, at: instant(tx, clock.now()) })
    return told.length
  })
