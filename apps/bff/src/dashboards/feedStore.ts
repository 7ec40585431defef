import type { CertificateType } from '@wallet/shared/certificates/certificate'
import { addDays, startOfDay } from '@wallet/shared/certificates/validity'
import type { Feed, FeedEntry } from '@wallet/shared/dashboards/feed'
import { maskName, maskNameIn } from '@wallet/shared/verification/maskName'
import { isIssued } from '../certificates/statusWhere.ts'
import type { Db } from '../db/connect.ts'
import { date, instant, number, select, selectOne, text, type Row } from '../db/query.ts'
import type { Scope } from './scope.ts'
import type { Place } from './place.ts'
import { boundsOf, isWhole, subtree } from './unitStore.ts'
import type { When } from './when.ts'

/** How names are given. */
export type Names = 'full' | 'masked'

const most = 20
const days = 30

/** As it is told. */
export const entryOf = (row: Row, names: Names): FeedEntry => {
  const [name, title] = [text(row['holder_name']) || null, text(row['title'])]
  return {
    id: number(row['id']),
    issuedAt: date(row['issued_at']).toISOString(),
    type: text(row['type']) as CertificateType,
    holderName: names === 'full' || name === null ? name : maskName(name),
    title: names === 'full' || name === null ? title : maskNameIn(title, name),
    unit: { id: number(row['org_unit_id']), name: text(row['unit_name']) },
  }
}

const columns = 'c.id, c.issued_at, c.type, c.holder_name, c.title, c.org_unit_id, c.unit_name'
const within = `c.org_unit_id IN (${subtree})`

/** The whole organisation along the index of instants; a part of it along the index of its units, which finds a busy part's within a day. */
const latestIds = async (db: Db, scope: Scope, { now, today, zone }: When): Promise<number[]> => {
  const read = async (back: number) => {
    const sql = `SELECT c.id FROM user_certificates c WHERE c.issued_at >= :from AND ${isIssued} ${isWhole(scope) ? '' : `AND ${within}`}
      ORDER BY c.issued_at DESC, c.id DESC LIMIT ${most}`
    const from = startOfDay(addDays(today, 1 - back), zone)
    return (await select(db, sql, { ...boundsOf(scope), from: instant(db, from), now: instant(db, now) })).map(row => number(row['id']))
  }
  const lately = isWhole(scope) ? [] : await read(2)
  return lately.length === most ? lately : read(days)
}

/** What came last at a unit with all below it, the newest first. */
export const listFeed = async (db: Db, scope: Scope, when: When, names: Names): Promise<FeedEntry[]> => {
  const ids = await latestIds(db, scope, when)
  if (ids.length === 0) return []
  const rows = await select(db, `SELECT ${columns} FROM user_certificates c WHERE c.id IN (:ids) ORDER BY c.issued_at DESC, c.id DESC`, { ids })
  return rows.map(row => entryOf(row, names))
}

/** Rows by id that come after a place, or have turned up before it. */
const isAfter = ({ gaps }: Place) => (gaps.length > 0 ? '(c.id > :last OR c.id IN (:gaps))' : 'c.id > :last')

/** A certificate that has been issued, as it is read for all who listen. */
export interface News {
  readonly id: number
  /** Of its unit: who looks at one above hears of it. */
  readonly path: string
  readonly row: Row
}
const newsIn = (row: Row): News => ({ id: number(row['id']), path: text(row['path']), row })
const atOnce = 500

/** What has been issued anywhere after a place, in the order of ids. */
export const listNews = async (db: Db, place: Place): Promise<News[]> => {
  const sql = `SELECT ${columns}, o.path FROM user_certificates c JOIN org_units o ON o.id = c.org_unit_id WHERE ${isAfter(place)} ORDER BY c.id LIMIT ${atOnce}`
  return (await select(db, sql, { ...place })).map(newsIn)
}

/** The same within a unit, up to an id: the last twenty, in the order of ids. So far back and no further. */
export const listMissed = async (db: Db, scope: Pick<Scope, 'path'>, place: Place, upTo: number): Promise<News[]> => {
  const sql = `SELECT ${columns}, o.path FROM user_certificates c JOIN org_units o ON o.id = c.org_unit_id
    WHERE ${isAfter(place)} AND c.id > :floor AND c.id <= :upTo AND o.path >= :path AND o.path < :after ORDER BY c.id DESC LIMIT ${most}`
  return (await select(db, sql, { ...place, ...boundsOf(scope), upTo, floor: upTo - 5_000 })).map(newsIn).toReversed()
}

/** The newest ids, in their order. */
export const listLastIds = async (db: Db, limit: number): Promise<number[]> =>
  (await select(db, 'SELECT id FROM user_certificates ORDER BY id DESC LIMIT :limit', { limit })).map(row => number(row['id'])).toReversed()

/** The newest of a wall, and how many came today. */
export const readFeed = async (db: Db, scope: Scope, when: When, names: Names = 'masked'): Promise<Feed> => {
  const row = await selectOne(db, 'SELECT COALESCE(SUM(issued), 0) AS issued FROM org_daily WHERE unit_id = :unitId AND day = :day', {
    unitId: scope.unitId,
    day: when.day,
  })
  return { entries: await listFeed(db, scope, when, names), issuedToday: number(row?.['issued']) }
}
