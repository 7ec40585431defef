import { addMonths, dayIn, endOfDay, isoDay, startOfDay, type Day } from '@wallet/shared/certificates/validity'
import { inTransaction, type Db } from '../db/connect.ts'
import { date, dateOrNull, execute, number, select, text, type Row } from '../db/query.ts'
import type { Deps } from '../deps.ts'

type Need = Pick<Deps, 'db' | 'clock' | 'config'>

/** A month that is over: its last day, and the first moment after it. */
interface Past {
  readonly month: string
  readonly lastDay: Date
  readonly end: Date
}
/** Pairs of a person and a certificate required of them, month by month. */
interface Sum {
  required: number
  readonly covered: number[]
}

const atOnce = 500

/** So many months before the one of a day, the oldest first. */
const monthsBefore = (today: Day, count: number, zone: string): Past[] =>
  Array.from({ length: count }, (_, index): Past => {
    const { year, month } = addMonths({ ...today, day: 1 }, index - count)
    const last = { year, month, day: new Date(Date.UTC(year, month, 0)).getUTCDate() }
    return { month: isoDay(last).slice(0, 7), lastDay: startOfDay(last, zone), end: endOfDay(last, zone) }
  })

const wasInForce = (row: Row, { lastDay, end }: Past) => {
  const [until, ...takenBack] = [row['valid_until'], row['revoked_at'], row['suspended_at'], row['succeeded_at']].map(dateOrNull)
  return date(row['issued_at']) < end && (!until || until > lastDay) && takenBack.every(at => !at || at >= end)
}

const listHeld = async (db: Db, userIds: readonly number[], templateIds: readonly number[]): Promise<Map<string, Row[]>> => {
  const sql = `SELECT c.user_id, c.template_id, c.issued_at, c.valid_until, c.revoked_at, c.suspended_at, s.issued_at AS succeeded_at
    FROM user_certificates c LEFT JOIN user_certificates s ON s.id = c.superseded_by_id WHERE c.user_id IN (:userIds) AND c.template_id IN (:templateIds)`
  return Map.groupBy(await select(db, sql, { userIds, templateIds }), row => `${text(row['user_id'])} ${text(row['template_id'])}`)
}

/** Adds up what some people had, by the unit they are in. */
const addPairs = async (db: Db, pairs: readonly Row[], past: readonly Past[], sums: Map<number, Sum>) => {
  const idsOf = (column: string) => [...new Set(pairs.map(row => number(row[column])))]
  const held = await listHeld(db, idsOf('user_id'), idsOf('template_id'))
  for (const pair of pairs) {
    const unitId = number(pair['unit_id'])
    const sum = sums.get(unitId) ?? { required: 0, covered: past.map(() => 0) }
    const theirs = held.get(`${text(pair['user_id'])} ${text(pair['template_id'])}`) ?? []
    sum.required += 1
    for (const [index, month] of past.entries()) sum.covered[index] = (sum.covered[index] ?? 0) + Number(theirs.some(row => wasInForce(row, month)))
    sums.set(unitId, sum)
  }
}

const listPairs = (db: Db, people: readonly number[]) =>
  select(db, 'SELECT user_id, template_id, unit_id FROM holdings WHERE user_id IN (:people) AND is_required = :isRequired', { people, isRequired: true })

/** What everyone had to hold and held, by the unit they are in. */
const countOwn = async (db: Db, past: readonly Past[], over?: AbortSignal): Promise<Map<number, Sum>> => {
  const people = (await select(db, 'SELECT DISTINCT user_id FROM holdings WHERE is_required = :isRequired ORDER BY user_id', { isRequired: true })).map(row =>
    number(row['user_id']),
  )
  const sums = new Map<number, Sum>()
  for (let from = 0; from < people.length; from += atOnce) {
    over?.throwIfAborted()
    await addPairs(db, await listPairs(db, people.slice(from, from + atOnce)), past, sums)
  }
  return sums
}

/** Each unit with all below it. */
const sumUp = async (db: Db, own: ReadonlyMap<number, Sum>): Promise<Map<number, Sum>> => {
  const paths = new Map((await select(db, 'SELECT id, path FROM org_units')).map(row => [number(row['id']), text(row['path'])]))
  const sums = new Map<number, Sum>()
  for (const [unitId, { required, covered }] of own)
    for (const above of (paths.get(unitId) ?? '').split('/').filter(Boolean).map(Number)) {
      const sum = sums.get(above) ?? { required: 0, covered: covered.map(() => 0) }
      sums.set(above, { required: sum.required + required, covered: sum.covered.map((count, index) => count + (covered[index] ?? 0)) })
    }
  return sums
}

const write = async (db: Db, past: readonly Past[], sums: ReadonlyMap<number, Sum>) => {
  const rows = [...sums].flatMap(([unitId, { required, covered }]) => past.map(({ month }, index) => [unitId, month, required, covered[index] ?? 0]))
  for (let from = 0; from < rows.length; from += atOnce) {
    const some = rows.slice(from, from + atOnce)
    await execute(
      db,
      `REPLACE INTO coverage_months (unit_id, month, required, covered) VALUES ${some.map((_, index) => `(:row${index})`).join(', ')}`,
      Object.fromEntries(some.map((row, index) => [`row${index}`, row])),
    )
  }
}

/**
 * Writes how much of what is required today was held at the end of each of the months before this one, by the people who are here today, from
 * the certificates themselves: where nobody kept it at the time, as in made-up organisations.
 */
export const backfillCoverageMonths = async ({ db, clock, config: { zone } }: Need, count = 11, over?: AbortSignal): Promise<void> => {
  const past = monthsBefore(dayIn(clock.now(), zone), count, zone)
  const sums = await sumUp(db, await countOwn(db, past, over))
  await inTransaction(db, tx => write(tx, past, sums))
}
