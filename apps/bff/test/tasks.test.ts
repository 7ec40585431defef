import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '../src/db/connect.ts'
import { execute, number, selectOne } from '../src/db/query.ts'
import { freshDatabase, type FreshDatabase } from './mariadb.ts'

const folder = new URL('../', import.meta.url)

describe('an operator', () => {
  let database: FreshDatabase
  beforeAll(async () => void (database = await freshDatabase('sqlite')))
  afterAll(() => database.drop())

  const run = (file: string, ...args: string[]) => runWith({}, file, ...args)
  const runWith = (more: Record<string, string>, file: string, ...args: string[]) =>
    new Promise<{ code: number | null; said: string }>(resolve => {
      const child = execFile(
        process.execPath,
        [file, ...args],
        { cwd: folder, env: { ...process.env, DATABASE_URL: database.url, ...more } },
        (_error, out, err) => resolve({ code: child.exitCode, said: out + err }),
      )
    })
  const change = async (sql: string) => {
    const db = connect(database.url)
    await execute(db, sql)
    await db.sequelize.close()
  }

  it('is told what stands in the way, in one sentence', async () => {
    expect(await run('seed/seed.ts', '--people', 'many')).toEqual({ code: 1, said: '--people has to be a whole number, 1 or more.\n' })
    expect(await run('tasks/verifyRollups.ts')).toEqual({ code: 1, said: 'This database is not up to date: start the product with it once.\n' })
  })
  it('fills an empty database with a made-up organisation, and no other', async () => {
    expect(await run('seed/seed.ts', '--people', '60', '--certificates', '300')).toMatchObject({ code: 0 })
    const db = connect(database.url)
    const countOf = async (table: string) => number((await selectOne(db, `SELECT COUNT(*) AS n FROM ${table}`))?.['n'])
    expect([await countOf('users'), await countOf('user_certificates')]).toEqual([60, 300])
    await db.sequelize.close()
    expect(await run('seed/seed.ts')).toEqual({ code: 1, said: expect.stringContaining('This database is in use.') as unknown })
  })
  it('takes a backup, is told of damage, and restores it; the trail is checked on the way', async () => {
    const place = await mkdtemp(path.join(tmpdir(), 'wallet-task-'))
    const backup = path.join(place, 'backup')
    const another = `sqlite:${path.join(place, 'new.sqlite')}`
    const wallet = (words: string[], more: Record<string, string> = {}) =>
      runWith({ FILES_URL: `file:${path.join(place, 'files')}`, ...more }, 'tasks/wallet.ts', ...words)
    const whole = await wallet(['audit', 'verify'])
    expect(whole).toEqual({ code: 0, said: expect.stringMatching(/^The audit trail is whole: \d+ events, head \d+:[0-9a-f]{64}\.\n$/) as unknown })
    expect(await wallet(['backup', backup])).toEqual({ code: 0, said: expect.stringContaining('user_certificates: 300\n') as unknown })
    expect(await wallet(['backup', backup])).toEqual({ code: 1, said: expect.stringContaining('is there already') as unknown })
    expect(await wallet(['restore', backup])).toEqual({ code: 1, said: expect.stringContaining('This database is in use.') as unknown })
    expect(await wallet(['restore', backup], { DATABASE_URL: another })).toEqual({
      code: 0,
      said: expect.stringContaining('are those of the backup') as unknown,
    })
    expect(await wallet(['restore', backup, '--replace'], { DATABASE_URL: another })).toMatchObject({ code: 0 })
    // Who had noted the end finds it again, and nobody else's.
    const { audit } = JSON.parse(await readFile(path.join(backup, 'manifest.json'), 'utf8')) as { audit: { sealNo: number; hash: string } }
    expect(await wallet(['audit', 'verify', `${audit.sealNo}:${audit.hash}`], { DATABASE_URL: another })).toMatchObject({ code: 0 })
    expect(await wallet(['audit', 'verify', `${audit.sealNo + 1}:${'0'.repeat(64)}`], { DATABASE_URL: another })).toEqual({
      code: 1,
      said: `Event ${audit.sealNo + 1} is missing.\n`,
    })
    expect(await wallet(['audit', 'verify', 'x'])).toEqual({ code: 1, said: expect.stringContaining('What was noted looks like') as unknown })
    expect(await wallet(['doctor'], { PUBLIC_ORIGIN: 'http://wallet.kpl.example' })).toEqual({
      code: 1,
      said: expect.stringContaining('✗ PUBLIC_ORIGIN') as unknown,
    })
    expect(await wallet(['nonsense'])).toEqual({ code: 1, said: expect.stringContaining('pnpm wallet backup <folder>') as unknown })
    await rm(place, { recursive: true, force: true })
  })
  it('finds a sum that somebody has changed, and has it counted again', async () => {
    expect(await run('tasks/verifyRollups.ts')).toEqual({ code: 0, said: 'Every sum is what its rows come to.\n' })
    await change('UPDATE org_daily SET issued = issued + 1 WHERE unit_id = 1 AND day = (SELECT MAX(day) FROM org_daily)')
    const wrong = await run('tasks/verifyRollups.ts')
    expect(wrong).toEqual({ code: 1, said: expect.stringContaining('issuance of 考培练集团 (unit 1)') as unknown })
    expect(await run('tasks/rebuildRollups.ts')).toMatchObject({ code: 0 })
    expect(await run('tasks/verifyRollups.ts')).toMatchObject({ code: 0 })
  })
})
