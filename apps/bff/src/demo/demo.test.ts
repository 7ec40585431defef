import { badgeCategories } from '@wallet/shared/badges/category'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectTrueFigures } from '../../test/compareOverview.ts'
import { aHouse, engines, type House } from '../../test/house.ts'
import { schemaOf } from '../../test/schema.ts'
import { checkBadges } from '../badges/check.ts'
import { rebuildStatistics } from '../badges/rebuild.ts'
import { loadStatistics } from '../badges/statisticsStore.ts'
import { migrate, migrateDown } from '../db/migrate.ts'
import { date, number, select, selectOne, text } from '../db/query.ts'
import { findByEmployeeNo } from '../people/store.ts'
import { restoreMedia } from './content.ts'
import { seedDemo } from './seed.ts'

const tables = ['org_units', 'users', 'certificate_templates', 'template_versions', 'user_certificates', 'audit_events', 'media', 'courses', 'learning_events']
const rowsOf = async ({ deps: { db } }: House) =>
  Object.fromEntries(await Promise.all(tables.map(async table => [table, await select(db, `SELECT * FROM ${table} ORDER BY id`)])))

describe.each(engines)('the demo company, on %s', engine => {
  let house: House
  beforeAll(async () => {
    house = await aHouse(engine)
    await seedDemo(house.deps.db, house.deps)
  })
  afterAll(() => house.close())
  const count = async (sql: string) => number((await selectOne(house.deps.db, sql))?.['n'])

  // What it is made of does not hang on the engine.
  it.runIf(engine === 'sqlite')('is the same every time', async () => {
    const another = await aHouse(engine)
    await seedDemo(another.deps.db, another.deps)
    expect(await rowsOf(another)).toEqual(await rowsOf(house))
    await another.close()
  })

  it('has nothing done in the future: what begins later was issued by now', async () => {
    const events = await select(house.deps.db, 'SELECT at FROM audit_events')
    expect(events.length).toBeGreaterThan(380)
    expect(events.filter(({ at }) => date(at) > house.deps.clock.now())).toEqual([])
  })

  it('is of 120 people in 17 units, who hold some 400 certificates in every status', async () => {
    expect([await count('SELECT COUNT(*) AS n FROM users'), await count('SELECT COUNT(*) AS n FROM org_units')]).toEqual([120, 17])
    expect(await count('SELECT COUNT(*) AS n FROM user_certificates')).toBeGreaterThan(380)
    const issuer = await house.signIn('KPL0002')
    for (const status of ['valid', 'expiring', 'expired', 'notYetValid', 'superseded', 'suspended', 'revoked'] as const)
      expect([status, (await issuer.client.issuing.issued({ query: { status, limit: 100 } })).items.length > 0]).toEqual([status, true])
  })

  it('is worth a look: people at every stage, for months', async () => {
    expect(await count('SELECT COUNT(*) AS n FROM courses')).toBe(8)
    expect(await count('SELECT COUNT(DISTINCT course_id) AS n FROM enrolments WHERE completed_at IS NOT NULL')).toBe(8)
    expect(await count('SELECT COUNT(*) AS n FROM enrolments WHERE completed_at IS NULL')).toBeGreaterThan(100)
    expect(await count('SELECT COUNT(DISTINCT day) AS n FROM learning_events')).toBeGreaterThan(100)
  })

  it('lies in the past, and who has completed a course holds its certificate', async () => {
    const now = house.clock.now()
    const last = await selectOne(house.deps.db, 'SELECT MAX(at) AS at FROM learning_events')
    expect(date(last?.['at']) <= now).toBe(true)
    const missing = `SELECT COUNT(*) AS n FROM enrolments e WHERE e.completed_at IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM user_certificates c WHERE c.user_id = e.user_id AND c.course_id = e.course_id AND c.issued_at = e.completed_at)`
    expect(await count(missing)).toBe(0)
    const unfinished =
      'SELECT COUNT(*) AS n FROM enrolments WHERE completed_at IS NULL AND last_lesson_id IN (SELECT lesson_id FROM lesson_progress p WHERE p.user_id = enrolments.user_id)'
    expect(await count(unfinished)).toBe(0)
  })

  it('has sat its exams: every certificate of one has its attempt, with the score that its answers give', async () => {
    expect(await count('SELECT COUNT(*) AS n FROM exams')).toBe(6)
    expect(await count('SELECT COUNT(DISTINCT exam_id) AS n FROM attempts WHERE is_passed = 1')).toBe(6)
    expect(await count('SELECT COUNT(*) AS n FROM attempts WHERE is_passed = 0')).toBeGreaterThan(40)
    const without = `SELECT COUNT(*) AS n FROM user_certificates c WHERE c.exam_id IS NOT NULL AND c.issued_at <= (SELECT MAX(at) FROM learning_events)
      AND NOT EXISTS (SELECT 1 FROM attempts a WHERE a.certificate_id = c.id AND a.user_id = c.user_id AND a.exam_id = c.exam_id AND a.score = c.score AND a.ended_at = c.issued_at)`
    expect(await count(without)).toBe(0)
    const tooOften = 'SELECT COUNT(*) AS n FROM attempts a WHERE a.attempt_no > 3 OR (a.is_passed = 0 AND a.certificate_id IS NOT NULL)'
    expect(await count(tooOften)).toBe(0)
    const learner = await house.signIn('KPL0004')
    const { items } = await learner.client.exams.list()
    expect(items.map(({ title, best, attemptsLeft, obstacle }) => [title, best?.score ?? null, attemptsLeft, obstacle])).toEqual([
      ['信息安全与数据保护', 95, 2, 'course'],
      ['消防安全与应急处置', 93.33, 2, 'course'],
      ['反商业贿赂合规考试', 71.43, 1, null],
      ['客户服务资格认证', null, 3, null],
      ['反洗钱岗位考试', null, 3, null],
      ['基层管理能力认证', null, null, 'course'],
    ])
    const best = items[2]?.best ?? { attemptId: 0 }
    const attempt = await learner.client.exams.attempt({ params: { id: best.attemptId } })
    expect(attempt).toMatchObject({ state: 'ended', isPassed: false, counts: { right: 10 } })
  })

  it('has practised, and has mistakes to practise again', async () => {
    expect(await count('SELECT COUNT(DISTINCT user_id) AS n FROM practice_rounds')).toBeGreaterThan(30)
    expect(await count('SELECT COUNT(*) AS n FROM practice_rounds WHERE finished_at IS NULL')).toBe(0)
    const overview = await (await house.signIn('KPL0004')).client.practice.overview()
    expect(overview.open).toBeNull()
    expect([overview.answered > 40, overview.mistakes > 0, overview.categories.length, overview.courses.length]).toEqual([true, true, 5, 8])
  })

  it('is what recording each thing would have given', async () => {
    const { db } = house.deps
    const rows = await select(db, 'SELECT DISTINCT user_id FROM learning_events WHERE user_id % 15 = 4')
    const scoresOf = (userId: number) =>
      select(db, 'SELECT period, metric, amount, reached_at FROM scores WHERE user_id = :userId ORDER BY period, metric', { userId })
    for (const userId of rows.map(row => number(row['user_id']))) {
      const before = [await loadStatistics(db, userId, badgeCategories), await scoresOf(userId)]
      await rebuildStatistics(db, userId)
      expect([await loadStatistics(db, userId, badgeCategories), await scoresOf(userId)]).toEqual(before)
    }
  })

  it('has earned its badges: each has what its past has earned and nothing else, with its certificate', async () => {
    const { db } = house.deps
    expect(await count("SELECT COUNT(*) AS n FROM badges WHERE state = 'published'")).toBe(20)
    expect(await count('SELECT COUNT(DISTINCT b.category) AS n FROM user_badges h JOIN badges b ON b.id = h.badge_id')).toBe(5)
    const untold = `SELECT COUNT(*) AS n FROM user_badges h JOIN badges b ON b.id = h.badge_id
      LEFT JOIN user_certificates c ON c.id = h.certificate_id AND c.badge_id = b.id AND c.user_id = h.user_id AND c.issued_at = h.awarded_at AND c.issued_at >= h.earned_at
      WHERE (b.template_id IS NOT NULL) <> (c.id IS NOT NULL)`
    expect(await count(untold)).toBe(0)
    for (const row of await select(db, 'SELECT id, employee_no FROM users WHERE id % 15 = 4'))
      for (const category of badgeCategories)
        expect(await checkBadges(house.deps, { userId: number(row['id']), employeeNo: text(row['employee_no']) }, category)).toEqual([])
  })

  it.each([
    ['KPL0004', { post: '客服专员', here: 1, toGo: 3, done: 5 }],
    ['KPL0005', { post: '客服专员', here: 0, toGo: 1, done: 4 }],
    ['KPL0003', { post: '新任主管', here: 0, toGo: 2, done: 0 }],
    ['KPL0002', { post: '合规专员', here: 0, toGo: 3, done: 0 }],
  ] as const)('shows %s a path, badges and a board with people on it', async (employeeNo, { post, ...road }) => {
    const { client } = await house.signIn(employeeNo)
    expect(await client.growth.path()).toMatchObject({ post, road })
    const { items } = await client.badges.list()
    expect([items.length, items.some(({ earnedAt }) => earnedAt !== null), items.some(({ progress }) => progress.have > 0)]).toEqual([20, true, true])
    for (const period of ['week', 'month', 'all'] as const) {
      const board = await client.growth.leaderboard({ query: { metric: 'points', period, scope: 'enterprise' } })
      expect([board.total > 40, board.mine.value > 0, board.rows.some(row => row.kind === 'place' && row.isMe)]).toEqual([true, true, true])
    }
  })

  it('can be looked at by those who manage it: every figure is what its rows come to', () =>
    expect(expectTrueFigures(house, name => ['考培练集团', '客户服务部', '客服一组'].includes(name))).resolves.toBeUndefined())

  it('lacks some of what it requires, and holds most of it', async () => {
    const { client } = await house.signIn('KPL0001')
    const { coverage, expiry, figures } = await client.dashboards.enterprise()
    const shares = coverage.whole.cells.flatMap(cell => (cell ? [cell.covered / cell.required] : []))
    expect([coverage.certificates.length, Math.min(...shares) >= 0.75, Math.max(...shares) <= 0.97]).toEqual([7, true, true])
    const percent = (100 * figures.coverage.part) / figures.coverage.whole
    expect([percent > 88, percent < 95]).toEqual([true, true])
    expect([expiry.week, ...expiry.within].every(({ certificates, open }) => open > 0 && open <= certificates)).toBe(true)
    expect(expiry.within.every(({ certificates, open }) => open < certificates)).toBe(true)
    const { trend } = await client.dashboards.team({ params: { unitId: figures.unit.id } })
    expect(trend.months.filter(({ enterprise }) => enterprise !== null)).toHaveLength(12)
  })

  it('has managers who see what is theirs, one of them two teams', async () => {
    const unitsOf = async (employeeNo: string) => (await (await house.signIn(employeeNo)).client.dashboards.units()).units.map(({ name }) => name)
    expect([await unitsOf('KPL0003'), await unitsOf('KPL0017')]).toEqual([['客户服务部'], ['客服一组', '客服二组']])
  })

  it('goes on where the story has left it', async () => {
    const learner = await house.signIn('KPL0004')
    const { course } = await learner.client.courses.continue()
    expect(course).toMatchObject({ title: '数据安全与个人信息保护', progress: { done: 7, total: 12, percent: 58.33 }, next: { chapterNo: 2 } })
    const almost = await (await house.signIn('KPL0005')).client.courses.list({ query: { q: '新员工入职培训' } })
    expect(almost.items[0]?.progress).toMatchObject({ done: 9, total: 10 })
  })

  it('has its pictures and documents, and gets them back where the store was emptied', async () => {
    const { db, files } = house.deps
    const media = (await select(db, 'SELECT token, sha256 FROM media')).map(row => ({ token: text(row['token']), sha256: text(row['sha256']) }))
    const { send } = await house.signIn('KPL0004')
    const statuses = async () => new Set(await Promise.all(media.map(async ({ token }) => (await send('GET', `/api/media/${token}`)).status)))
    expect([...(await statuses())]).toEqual([200])
    for (const { sha256 } of media) await files.remove(sha256)
    expect([...(await statuses())]).toEqual([404])
    await restoreMedia(db, files)
    expect([...(await statuses())]).toEqual([200])
  })

  it('names everybody by the number that documents name', async () => expect((await findByEmployeeNo(house.deps.db, 'KPL0004'))?.fullName).toBe('周雨桐'))
  it('is gone when the database is taken back, which goes up again as it was', async () => {
    const { db } = house.deps
    const before = await schemaOf(db)
    await migrateDown(db)
    expect((await schemaOf(db)).map(({ name }) => name).filter(name => name !== 'migrations')).toEqual([])
    await migrate(db)
    expect(await schemaOf(db)).toEqual(before)
  })
})
