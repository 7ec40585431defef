import { dayIn, isoDay } from '@wallet/shared/certificates/validity'
import { readConfig } from '../src/config.ts'
import { readBadges, readCourses } from '../src/dashboards/boardStore.ts'
import { readCoverage } from '../src/dashboards/coverageStore.ts'
import { readExams } from '../src/dashboards/examStore.ts'
import { readExpiry } from '../src/dashboards/expiryStore.ts'
import { readFeed } from '../src/dashboards/feedStore.ts'
import { readField } from '../src/dashboards/fieldStore.ts'
import { readFigures } from '../src/dashboards/figureStore.ts'
import { readIssuanceDays, readIssuanceMonths } from '../src/dashboards/issuanceStore.ts'
import { readLearning } from '../src/dashboards/learningStore.ts'
import { readMatrix } from '../src/dashboards/matrix.ts'
import { readRanking, readTopLearners } from '../src/dashboards/rankingStore.ts'
import type { Scope } from '../src/dashboards/scope.ts'
import { readTrend } from '../src/dashboards/trendStore.ts'
import type { When } from '../src/dashboards/when.ts'
import type { Db } from '../src/db/connect.ts'
import { number, selectOne, text } from '../src/db/query.ts'
import { buildLadders, type Ladder, type Rung } from './rungs.ts'
import { median, type Line } from './table.ts'

const sizes = [100_000, 1_000_000]
const rounds = 7
/** A tile of a millisecond is asked for several times, so that the clock can tell. */
const times = 3

type Read = (db: Db, scope: Scope, when: When) => Promise<unknown>
interface Tile {
  readonly name: string
  readonly level: 'enterprise' | 'department' | 'team'
  readonly read: Read
  /** How many times as long ten times as many certificates may take. */
  readonly atMost: number
}

const shared: Readonly<Record<string, Read>> = {
  'key figures': readFigures,
  'issued by month': readIssuanceMonths,
  'issued by day': readIssuanceDays,
  'expiry radar': readExpiry,
  'field of people': readField,
  exams: readExams,
  badges: readBadges,
  courses: readCourses,
  'top learners': readTopLearners,
  feed: readFeed,
}
const ofTeams: Readonly<Record<string, Read>> = {
  ranking: (db, scope, when) => readRanking(db, scope, when, 'full'),
  trend: readTrend,
  'matrix of people': (db, scope, when) => readMatrix(db, scope, when, { names: 'full', limit: 50 }),
}
const tilesOf = (level: Tile['level'], reads: Readonly<Record<string, Read>>, atMost = 2): Tile[] =>
  Object.entries(reads).map(([name, read]) => ({ name, level, read, atMost }))

export const tiles: readonly Tile[] = [
  ...tilesOf('enterprise', { ...shared, 'coverage by department': readCoverage, 'learning of departments': readLearning }),
  ...tilesOf('department', shared),
  ...tilesOf('department', { 'coverage by team': readCoverage, 'learning of teams': readLearning, ...ofTeams }, 6),
  ...tilesOf('team', ofTeams),
]

const scopeOf = async (db: Db, level: Tile['level']): Promise<Scope> => {
  const row = await selectOne(db, 'SELECT id, name, path FROM org_units WHERE kind = :level ORDER BY id LIMIT 1', { level })
  return { unitId: number(row?.['id']), name: text(row?.['name']), path: text(row?.['path']) }
}

const whenNow = (): When => {
  const [now, { zone }] = [new Date(), readConfig({})]
  const today = dayIn(now, zone)
  return { now, today, day: isoDay(today), zone }
}

const time = async ({ db }: Rung, { level, read }: Tile): Promise<number> => {
  const [scope, when] = [await scopeOf(db, level), whenNow()]
  const began = performance.now()
  for (let n = 0; n < times; n++) await read(db, scope, when)
  return (performance.now() - began) / times
}

export const measure = async ({ engine, rungs }: Ladder, tile: Tile): Promise<Line[]> => {
  const taken: (readonly number[])[] = []
  for (let round = -1; round < rounds; round++) {
    const each: number[] = []
    for (const rung of rungs) each.push(await time(rung, tile))
    if (round >= 0) taken.push(each)
  }
  const name = `${tile.name}, ${tile.level} (${engine})`
  console.log(`  ${name}: ${rungs.map((_, n) => `${median(taken.map(each => each[n] ?? NaN)).toFixed(1)} ms`).join(' → ')}`)
  const last = rungs.length - 1
  return [
    { name, rounds: taken.map(each => each[last] ?? NaN), unit: ' ms', target: { atMost: 50 } },
    { name: `${name}, 1 M ÷ 100 k`, rounds: taken.map(each => (each[last] ?? NaN) / (each[0] ?? NaN)), target: { atMost: tile.atMost } },
  ]
}

/** What each tile of a dashboard takes with a million certificates, and how much longer than with a hundred thousand. */
export const dashboardLines = async (): Promise<Line[]> => {
  const ladders = await buildLadders(sizes)
  try {
    const lines: Line[] = []
    for (const ladder of ladders) for (const tile of tiles) lines.push(...(await measure(ladder, tile)))
    return lines
  } finally {
    for (const { close } of ladders) await close()
  }
}
