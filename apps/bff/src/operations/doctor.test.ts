import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig, type Config } from '../config.ts'
import { execute } from '../db/query.ts'
import { sealAudit } from '../audit/seal.ts'
import { aBrowserOf } from '../../test/builders.ts'
import { anOidcServer } from '../../test/oidcServer.ts'
import { aWecomServer } from '../../test/wecomServer.ts'
import { aHouse, engines, type House } from '../../test/house.ts'
import { examine } from './doctor.ts'

describe.each(engines)('the doctor, on %s', engine => {
  let house: House
  let folder: string
  beforeAll(async () => {
    house = await aHouse(engine)
    folder = await mkdtemp(path.join(tmpdir(), 'wallet-doctor-'))
    await aBrowserOf(house, 'admin')
    while ((await sealAudit(house.deps.db)) > 0);
    await execute(house.deps.db, 'DELETE FROM outbox')
  })
  afterAll(async () => {
    await house.close()
    await rm(folder, { recursive: true, force: true })
  })
  /** What is said about these settings, by mark. */
  const saidOf = async (settings: Partial<Config> = {}) => {
    const findings = await examine(() => ({ ...house.deps.config, publicOrigin: 'https://wallet.kpl.example', trustProxy: 1, ...settings }))
    return (state: 'right' | 'note' | 'wrong') => findings.filter(one => one.state === state).map(({ words }) => words)
  }

  it('finds nothing wrong where nothing is', async () => {
    const said = await saidOf()
    expect(said('wrong')).toEqual([])
    expect(said('right').join('\n')).toMatch(
      /Node .*\n.*https:\/\/wallet.kpl.example\n.*(SQLite 3|MariaDB 1[0-9]).*\n.*written to\n.*up to date\n.*whole: \d+ events\n.*Files are kept.*\n.*drawn by takumi/,
    )
    expect(said('note')).toEqual(['SMTP_URL is not set: people are told in the app only.'])
  })
  it('names what is wrong with the address people reach it at', async () => {
    expect((await saidOf({ publicOrigin: 'http://wallet.kpl.example' }))('wrong')).toEqual([expect.stringContaining('without https anybody')])
    expect((await saidOf({ isDemo: true }))('wrong')).toEqual([expect.stringContaining('DEMO is 1: everybody who finds this address')])
    expect((await saidOf({ publicOrigin: 'http://localhost:3000' }))('note')[0]).toContain('only this machine reaches it')
    expect((await saidOf({ trustProxy: 0 }))('note')[0]).toContain('TRUST_PROXY is 0')
  })
  it('names a database that cannot be reached, files that cannot be kept, and mail that does not go out', async () => {
    await writeFile(path.join(folder, 'file'), '')
    const said = await saidOf({
      databaseUrl: 'mysql://root@127.0.0.1:1/wallet',
      files: { kind: 'disk', folder: path.join(folder, 'file/below') },
      mail: { smtpUrl: 'smtp://127.0.0.1:1', from: 'wallet@kpl.example' },
    })
    const wrong = said('wrong').join('\n')
    for (const what of ['The database cannot be used: ', 'The file store cannot be used: ', 'The mail server does not take us: ']) expect(wrong).toContain(what)
  })
  it('says whether the services are there by which people sign in', async () => {
    const [oidc, wecom] = [await anOidcServer(), await aWecomServer()]
    oidc.open('https://wallet.kpl.example/sign-on/oidc/callback')
    const signOn = { password: false, oidc: oidc.settings, wecom: wecom.settings, timeoutMs: 1_000 }
    expect((await saidOf({ signOn }))('right')).toEqual(expect.arrayContaining(['People sign in by oidc', 'People sign in by wecom']))
    oidc.feels('ill')
    expect((await saidOf({ signOn: { ...signOn, wecom: { ...wecom.settings, secret: 'wrong' } } }))('wrong')).toEqual([
      expect.stringMatching(/^Nobody can sign in by oidc: /),
      'Nobody can sign in by wecom: 40001: invalid credential',
    ])
    await Promise.all([oidc.close(), wecom.close()])
  })
  it('names what was done to the audit trail, and that nobody follows up what happens', async () => {
    await execute(house.deps.db, "UPDATE audit_events SET event = 'session.ended' WHERE seal_no = 1")
    await execute(house.deps.db, "INSERT INTO outbox (topic, payload, created_at) VALUES ('x', '{}', '2026-01-01 00:00:00.000')")
    const said = await saidOf()
    expect(said('wrong')).toEqual(['The audit trail is broken at event 1: pnpm wallet audit verify says how.'])
    expect(said('note').join('\n')).toContain('is the product running?')
    await execute(house.deps.db, "UPDATE audit_events SET event = 'session.started' WHERE seal_no = 1")
    await execute(house.deps.db, "DELETE FROM outbox WHERE topic = 'x'")
  })
  it('lists every setting that cannot be read', async () => {
    const findings = await examine(() => readConfig({ PORT: 'x', ZONE: 'Mars/Olympus', METRICS_TOKEN: 'short' }))
    expect(findings.at(-1)).toEqual({ state: 'wrong', words: expect.stringMatching(/PORT.*ZONE.*METRICS_TOKEN/) as unknown })
  })
})
