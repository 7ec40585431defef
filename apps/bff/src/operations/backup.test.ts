import { appendFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBrowserOf, anEmployee, anOrder, templateOf } from '../../test/builders.ts'
import { countsOf, seenOf } from '../../test/backups.ts'
import { aHouse, engines, type House } from '../../test/house.ts'
import { auditHead, sealAudit, verifyAudit } from '../audit/seal.ts'
import { pendingPictures } from '../certificates/drawPending.ts'
import { execute, select, text } from '../db/query.ts'
import { backUp } from './backup.ts'
import { restore } from './restore.ts'
import { nextIds } from './tableStore.ts'

const quiet = () => undefined
const put = { replaces: true, tell: quiet }
const sampled = 6
const days = ['2026-12-01', '2027-02-28', undefined]

/** A house in which something has happened: certificates in several states, a request, a reason, a share, an upload. */
const aLivedIn = async (engine: (typeof engines)[number]) => {
  const house = await aHouse(engine)
  const issuer = await aBrowserOf(house, 'issuer', { fullName: '王静怡', employeeNo: 'I1' })
  const holder = await aBrowserOf(house, 'employee', { fullName: '欧阳"䶮\\', employeeNo: 'E1' })
  const nos: string[] = []
  for (let i = 0; i < sampled; i += 1) {
    const templateId = await templateOf(house, (['course', 'exam', 'achievement'] as const)[i % 3])
    const employeeNo = i % 2 === 0 ? 'E1' : (await anEmployee(house)).employeeNo
    const validUntil = days[i % 3]
    const body = await anOrder(house, { templateId, employeeNo, title: `证书 ${i}: it's "50 %" \\ done`, ...(validUntil && { validUntil }) })
    nos.push((await issuer.client.certificates.issue({ body })).certificateNo)
  }
  const [first = '', second = '', third = ''] = nos
  await issuer.client.lifeCycle.suspend({ params: { certificateNo: second }, body: { reason: '成绩在复核' } })
  await issuer.client.certificates.revoke({ params: { certificateNo: third }, body: { reason: '误发' } })
  await holder.client.requests.correctName({ params: { certificateNo: first }, body: { wantedName: '欧阳䶮', reason: '多了一个引号' } })
  await holder.client.sharing.create({ params: { certificateNo: first }, body: { showName: true, showScore: false } })
  await pendingPictures(house.deps)(100)
  for (const no of nos) expect((await issuer.send('GET', `/api/certificates/${no}/file.pdf`)).status).toBe(200)
  return { house, issuer, nos }
}

describe.each(engines.flatMap(from => engines.map(to => ({ from, to }))))('a backup from $from, restored into $to', ({ from, to }) => {
  let lived: Awaited<ReturnType<typeof aLivedIn>>
  let target: House
  let folder: string
  beforeAll(async () => {
    lived = await aLivedIn(from)
    target = await aHouse(to)
    folder = path.join(await mkdtemp(path.join(tmpdir(), 'wallet-backup-')), 'one')
  })
  afterAll(async () => {
    await Promise.all([lived.house.close(), target.close()])
    await rm(path.dirname(folder), { recursive: true, force: true })
  })

  it('is the same afterwards: counts, the end of the trail, and every picture, PDF and verdict, to the byte', async () => {
    const { house, issuer, nos } = lived
    const before = await Promise.all(nos.map(no => seenOf(house, issuer, no)))
    while ((await sealAudit(house.deps.db)) > 0);
    const manifest = await backUp(house.deps, folder, quiet)
    expect(manifest.missingFiles).toEqual([])
    expect((await stat(folder)).mode & 0o077).toBe(0)
    expect(manifest.files).toBeGreaterThanOrEqual(nos.length)

    // What is in the other house belongs to nobody here.
    await aBrowserOf(target, 'admin', { fullName: '另一家的人' })
    await restore(target.deps, folder, put)
    expect(await countsOf(target)).toEqual(await countsOf(house))
    expect(await auditHead(target.deps.db)).toEqual(manifest.audit.brokenAt === null ? { sealNo: manifest.audit.sealNo, hash: manifest.audit.hash } : null)
    expect(await verifyAudit(target.deps.db)).toBeNull()
    const again = await target.signIn('I1')
    expect(await Promise.all(nos.map(no => seenOf(target, again, no)))).toEqual(before)
    // Nobody is signed in by what was taken along, and nobody of the other house is left.
    expect((await lived.issuer.send('GET', '/api/me')).status).toBe(200)
    expect((await select(target.deps.db, 'SELECT full_name FROM users')).map(row => text(row['full_name']))).not.toContain('另一家的人')
  })
  it('goes on with the ids and numbers where it had stopped', async () => {
    const { house } = lived
    const [before, after] = [await nextIds(house.deps.db), await nextIds(target.deps.db)]
    expect(after['audit_events']).toBeGreaterThanOrEqual(before['audit_events'] ?? 0)
    expect(after['outbox']).toBeGreaterThanOrEqual(before['outbox'] ?? 0)
    const issuer = await target.signIn('I1')
    expect((await issuer.client.certificates.issue({ body: { templateId: await templateOf(target), employeeNo: 'E1', title: '之后' } })).title).toBe('之后')
    while ((await sealAudit(target.deps.db)) > 0);
    expect(await verifyAudit(target.deps.db)).toBeNull()
  })
})

describe.each(engines)('a backup, on %s', engine => {
  let house: House
  let folder: string
  beforeAll(async () => {
    const lived = await aLivedIn(engine)
    house = lived.house
    folder = await mkdtemp(path.join(tmpdir(), 'wallet-backup-'))
    await backUp(house.deps, path.join(folder, 'whole'), quiet)
  })
  afterAll(async () => {
    await house.close()
    await rm(folder, { recursive: true, force: true })
  })
  const whole = () => path.join(folder, 'whole')
  const anotherCopy = async (name: string) => {
    await backUp(house.deps, path.join(folder, name), quiet)
    return path.join(folder, name)
  }

  it('overwrites nothing', async () => {
    await expect(backUp(house.deps, whole(), quiet)).rejects.toThrow('is there already')
    expect((await readdir(folder)).filter(name => name.endsWith('.partial'))).toEqual([])
  })
  it('holds nothing that opens doors', async () => {
    expect((await readdir(path.join(whole(), 'tables'))).filter(name => /session|rate_limit|password_link|sign_on_attempt/.test(name))).toEqual([])
  })
  it('does not replace what is in use, unless told to', async () => {
    await expect(restore(house.deps, whole(), { replaces: false, tell: quiet })).rejects.toThrow('This database is in use')
  })
  it('is refused where a byte of it is not as it was, or a part is missing, and nothing is touched', async () => {
    const before = await countsOf(house)
    const flipped = await anotherCopy('flipped')
    const users = path.join(flipped, 'tables/users.ndjson.gz')
    const bytes = await readFile(users)
    bytes[20] = (bytes[20] ?? 0) ^ 1
    await writeFile(users, bytes)
    await expect(restore(house.deps, flipped, put)).rejects.toThrow('tables/users.ndjson.gz is not as it was written')

    const cut = await anotherCopy('cut')
    await rm(path.join(cut, 'tables/outbox.ndjson.gz'))
    await expect(restore(house.deps, cut, put)).rejects.toThrow('tables/outbox.ndjson.gz is missing')

    const half = await anotherCopy('half')
    await rm(path.join(half, 'SHA256SUMS'))
    await expect(restore(house.deps, half, put)).rejects.toThrow('This is no whole backup')

    const edited = await anotherCopy('edited')
    await appendFile(path.join(edited, 'manifest.json'), ' ')
    await expect(restore(house.deps, edited, put)).rejects.toThrow('manifest.json is not as it was written')
    expect(await countsOf(house)).toEqual(before)
  })
  it('is refused where it comes from a newer version', async () => {
    const newer = await anotherCopy('newer')
    const file = path.join(newer, 'manifest.json')
    const manifest = JSON.parse(await readFile(file, 'utf8')) as { migrations: string[] }
    await writeFile(file, JSON.stringify({ ...manifest, migrations: [...manifest.migrations, '9999-later'] }))
    const sums = path.join(newer, 'SHA256SUMS')
    const { sha256Of } = await import('./archive.ts')
    await writeFile(sums, (await readFile(sums, 'utf8')).replace(/^[0-9a-f]{64} {2}manifest/m, `${await sha256Of(file)}  manifest`))
    await expect(restore(house.deps, newer, put)).rejects.toThrow('newer version')
  })
  it('leaves everything as it was where it fails on the way', async () => {
    const before = await countsOf(house)
    const broken = { ...house.deps, files: { ...house.deps.files, write: () => Promise.reject(new Error('no room')) } }
    await expect(restore(broken, whole(), put)).rejects.toThrow('no room')
    expect(await countsOf(house)).toEqual(before)
  })
  it('says so where the trail it holds was broken already, and restores it as it was', async () => {
    await execute(house.deps.db, "UPDATE audit_events SET event = 'session.ended' WHERE seal_no = 2")
    const { audit } = await backUp(house.deps, path.join(folder, 'tampered'), quiet)
    expect(audit.brokenAt).toBe(2)
    await restore(house.deps, path.join(folder, 'tampered'), put)
    expect((await verifyAudit(house.deps.db))?.sealNo).toBe(2)
  })
})
