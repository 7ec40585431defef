import { ProblemError } from '@wallet/shared/contract/client'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { runBatches, upload } from '../../test/batches.ts'
import { aBadge } from '../../test/badges.ts'
import { aBrowserOf, anEmployee, anOrder, aUnit, templateOf, type Employee } from '../../test/builders.ts'
import { aHouse, engines, type Browser, type House } from '../../test/house.ts'
import { tracesOf } from '../../test/traces.ts'
import { sealAudit, verifyAudit } from '../audit/seal.ts'
import { pendingPictures } from '../certificates/drawPending.ts'
import { factsHash, sha256 } from '../certificates/facts.ts'
import { issueMany } from '../certificates/issueMany.ts'
import { issueWithin } from '../certificates/issueWithin.ts'
import { removeWithdrawnCopies } from '../certificates/withhold.ts'
import { clearPages } from '../db/clearPages.ts'
import { inTransaction } from '../db/connect.ts'
import { execute, json, number, select, selectOne, text } from '../db/query.ts'
import { closeBoards } from '../growth/close.ts'
import { rebuildRollups } from '../rollups/rebuild.ts'
import { usableTemplate } from '../templates/usable.ts'
import { followChanges } from '../verification/follow.ts'
import { Verifier } from '../verification/verify.ts'

type Person = Browser & { readonly person: Employee }
const codeOf = async (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    (error: unknown) => (error instanceof ProblemError ? error.problem.code : String(error)),
  )
const of = (certificateNo: string) => ({ params: { certificateNo } })

/** A name that stands nowhere else, in two scripts. */
const name = '欧阳䶮QZXcanary'
const [formerName, email, employeeNo] = ['欧阳炎QZXformer', 'ouyang.qzxmail@kpl.example', 'QZX77001']
const words = [name, formerName, '欧阳䶮', '欧阳炎', 'QZXcanary', 'QZXformer', email, 'qzxmail', employeeNo]

describe.each(engines)('somebody who is anonymised, on %s', engine => {
  const logged: string[] = []
  let house: House
  let [admin, issuer, colleague]: Person[] = []
  const there = (person: Person | undefined): Person => person ?? expect.fail('nobody is there')
  const [administrator, byIssuer, other] = [() => there(admin), () => there(issuer), () => there(colleague)]
  const anonymise = (no: string, more: object = {}, by = administrator()) =>
    by.client.anonymising.anonymise({ params: { employeeNo: no }, body: { confirm: no, mentions: 'takeOut', ...more } })
  const beside = () => [{ where: 'the log', bytes: Buffer.from(logged.join('')) }]
  const pictureOf = (by: Browser, no: string, kind = 'svg') => by.send('GET', `/api/certificates/${no}/file.${kind}`)

  beforeAll(async () => {
    house = await aHouse(engine, {}, pino({ level: 'trace' }, { write: line => void logged.push(line) }))
    ;[admin, issuer, colleague] = [
      await aBrowserOf(house, 'admin'),
      await aBrowserOf(house, 'issuer'),
      await aBrowserOf(house, 'employee', { fullName: '周雨桐' }),
    ]
  })
  afterAll(() => house.close())

  describe('leaves no byte of the name', () => {
    const numbers: string[] = []
    let [mentioning, token, certificateId] = ['', '', 0]

    it('which was everywhere before', { timeout: 120_000 }, async () => {
      const { db } = house.deps
      const templateId = await templateOf(house)
      const person = await anEmployee(house, { fullName: formerName, employeeNo, unit: await aUnit(house) })
      await execute(db, "UPDATE users SET email = :email, post = '欧阳炎的助理' WHERE id = :id", { email, id: person.id })
      const holder = await house.signIn(employeeNo)
      await execute(db, "UPDATE sessions SET user_agent = 'QZXcanary phone' WHERE user_id = :id", { id: person.id })
      const issue = async (more: object) => {
        const { certificateNo } = await byIssuer().client.certificates.issue({
          body: await anOrder(house, { employeeNo, ...more }),
          idempotencyKey: `key-${numbers.length}`,
        })
        numbers.push(certificateNo)
        return certificateNo
      }
      // By hand, with the name in every text; under the former name, corrected on request; renewed; revoked; suspended.
      const wrong = await issue({
        title: `${formerName} 的结业证书`,
        description: `授予${formerName}`,
        metaData: { mentor: formerName, [`of ${formerName}`]: 1 },
      })
      for (const kind of ['svg', 'png', 'webp', 'pdf']) expect((await pictureOf(holder, wrong, kind)).status).toBe(200)
      const { id } = await holder.client.requests.correctName({ ...of(wrong), body: { wantedName: name, reason: `是䶮，不是炎：${name}` } })
      numbers.push((await byIssuer().client.requests.approve({ params: { id }, body: { correctsPerson: true } })).certificateNo)
      const ending = await issue({ title: '要续期', validUntil: '2026-12-20' })
      numbers.push((await byIssuer().client.lifeCycle.renew({ ...of(ending), body: {} })).certificateNo)
      const revoked = await issue({ title: '要撤销' })
      await byIssuer().client.certificates.revoke({ ...of(revoked), body: { reason: `${name}成绩作废` } })
      const suspended = await issue({ title: '要暂停' })
      await byIssuer().client.lifeCycle.suspend({ ...of(suspended), body: { reason: `${name}正在复核` } })
      // For what was learned, without anybody who issues it.
      const learned = await inTransaction(db, tx => issueWithin(tx, house.deps, { order: { templateId, employeeNo, examId: 7, score: 91 }, replaces: false }))
      numbers.push(learned.certificate.certificateNo)
      const kept = await issue({ title: '留下来的', score: 88 })
      certificateId = number((await selectOne(db, 'SELECT id FROM user_certificates WHERE certificate_no = :kept', { kept }))?.['id'])
      for (const kind of ['svg', 'png', 'webp', 'pdf']) expect((await pictureOf(holder, kept, kind)).status).toBe(200)
      await holder.client.requests.correctName({ ...of(kept), body: { wantedName: `${name}二`, reason: '还没有处理' } })
      token = (await holder.client.sharing.create({ ...of(kept), body: { showName: true, expiresAt: null } })).token
      expect((await house.browser().send('GET', `/api/shares/${token}/file.png`)).status).toBe(200)
      expect((await house.browser().client.verification.verify(of(kept))).certificate?.holderName).toBe('欧*y')
      // In lists: rightly, with another number, in a text about somebody else, as the name of the file; one issued, one only looked through.
      const list = [
        `工号,姓名,证书名称,描述,成绩`,
        `${employeeNo},${name},批量的,${name}同志,90`,
        `${other().person.employeeNo},${name},写错了人,,90`,
        `${other().person.employeeNo},周雨桐,另一张,由${name}推荐,90`,
        `${name},,号码写成了姓名,,90`,
      ].join('\n')
      const batch = await upload(byIssuer(), list, { templateId, fileName: `${name}.csv` })
      await byIssuer().client.batches.confirm({ params: { id: batch.id }, body: { namesChecked: true } })
      await runBatches(house)
      await upload(byIssuer(), list.replace('批量的', '只看看的'), { templateId, fileName: '名单.csv' })
      // On somebody else's certificate, with its pictures.
      mentioning = (
        await byIssuer().client.certificates.issue({
          body: await anOrder(house, { employeeNo: other().person.employeeNo, title: '优秀学员', description: `导师：${name}`, metaData: { by: name } }),
        })
      ).certificateNo
      for (const kind of ['svg', 'pdf']) expect((await pictureOf(other(), mentioning, kind)).status).toBe(200)
      const badgeId = await aBadge(house, 'exam', { manual: true })
      const gift = { badgeId, earnedAt: house.clock.now(), awardedAt: house.clock.now(), awardedBy: byIssuer().person.id, certificateId: null, keyHash: null }
      await db.models.userBadges.create({ ...gift, userId: person.id, reason: `${name}表现突出` })
      await db.models.userBadges.create({ ...gift, userId: other().person.id, reason: `与${name}同组` })
      await execute(db, 'UPDATE certificate_templates SET name = :title WHERE id = :templateId', { title: `${name}命名的模板`, templateId })
      await db.models.scores.create({ period: '2026-W46', metric: 'points', userId: person.id, amount: 10, reachedAt: house.clock.now() })
      await closeBoards(house.deps)()
      await house.signIn(employeeNo, 'wrong').catch(() => undefined)
      await house.signIn(email)
      await db.models.identities.create({
        ...{ kind: 'oidc', issuer: 'https://idp.example', subject: email, userId: person.id },
        ...{ createdAt: house.clock.now(), lastUsedAt: house.clock.now() },
      })
      await sealAudit(db)
      const found = await tracesOf(house, words)
      for (const word of words) expect(found.some(trace => trace.startsWith(`${word} (UTF-8)`))).toBe(true)
      expect(found.some(trace => trace.includes('unpacked'))).toBe(true)
      // No log line ever held one.
      expect(logged.length).toBeGreaterThan(0)
      expect(await tracesOf(house, words, beside())).toEqual(found)
    })

    it('after it was said what is going to happen, and confirmed with the number', async () => {
      const preview = await administrator().client.anonymising.preview({ params: { employeeNo } })
      expect(preview).toMatchObject({ employeeNo, fullName: name, isActive: true, obstacle: null, links: 1, requests: 1, sessions: 2, mentions: 1 })
      expect(preview.certificates).toBeGreaterThanOrEqual(numbers.length)
      expect([preview.copies > 0, preview.listRows]).toEqual([true, 2])
      expect(await codeOf(anonymise(employeeNo, { confirm: 'QZX77002' }))).toBe('invalid_request')
      expect(await codeOf(anonymise(employeeNo, {}, byIssuer()))).toBe('forbidden')
      // Another process has told of a verdict, and a file cannot be removed at first.
      const elsewhere = new Verifier(house.deps)
      const follow = followChanges({ db: house.deps.db, verdicts: elsewhere })
      const verdictThere = async () => (await elsewhere.glance(numbers.at(-1) ?? '')).verdict.certificate?.holderName
      await follow()
      expect(await verdictThere()).toBe('欧*y')
      const remove = vi.spyOn(house.deps.files, 'remove').mockRejectedValueOnce(new Error('the disk is away'))
      const { employeeNo: pseudonym, certificates } = await anonymise(employeeNo)
      expect(remove).toHaveBeenCalledTimes(1)
      remove.mockRestore()
      await follow()
      expect(await verdictThere()).toBeNull()
      expect(pseudonym).toMatch(/^X-[0-9A-Z]{8}$/)
      expect(certificates).toBe(preview.certificates)
      expect(await codeOf(anonymise(employeeNo))).toBe('person_not_found')
      expect(await codeOf(anonymise(pseudonym))).toBe('person_anonymised')
      expect((await administrator().client.anonymising.preview({ params: { employeeNo: pseudonym } })).obstacle).toBe('done')
    })

    it('in the database, in the files and in the log, whichever way it is written', async () => {
      expect(await removeWithdrawnCopies(house.deps)).toBeGreaterThan(0)
      expect(await removeWithdrawnCopies(house.deps)).toBe(0)
      expect(await clearPages(house.deps.db)).toBe(true)
      expect(await clearPages(house.deps.db)).toBe(false)
      await sealAudit(house.deps.db)
      expect(await tracesOf(house, words, beside())).toEqual([])
    })

    it('nor a hash by which a guess could be tested', async () => {
      const { db } = house.deps
      const hashes = new Set((await select(db, 'SELECT data FROM audit_events')).flatMap(row => Object.values(json(row['data']) as object).map(String)))
      const rows = await select(db, 'SELECT * FROM user_certificates WHERE holder_name = :empty', { empty: '' })
      expect(rows.length).toBeGreaterThanOrEqual(numbers.length)
      const { frozenFactsOf } = await import('../certificates/row.ts')
      for (const row of rows) {
        const facts = { ...frozenFactsOf(row), holderName: name }
        expect([factsHash(facts), factsHash({ ...facts, factsSalt: null })].some(hash => hashes.has(hash))).toBe(false)
        expect(hashes.has(text(row['facts_hash']))).toBe(true)
      }
      expect(hashes.has(sha256(name))).toBe(false)
    })

    it('and every certificate still verifies as what it was, with its name withheld and its picture withdrawn', async () => {
      const anyone = house.browser()
      for (const certificateNo of numbers) {
        const verdict = await anyone.client.verification.verify(of(certificateNo))
        expect(verdict.certificate).toMatchObject({ holderName: null, issuerName: house.deps.config.issuerName })
        expect(verdict.checks).toContainEqual({ name: 'integrity', outcome: 'pass', detail: null, at: null })
        for (const kind of ['svg', 'png', 'webp', 'pdf']) {
          const answer = await pictureOf(byIssuer(), certificateNo, kind)
          expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([410, 'picture_withdrawn'])
        }
        expect(await byIssuer().client.certificates.get(of(certificateNo))).toMatchObject({ holderName: null, imageUrl: null, pdfUrl: null })
      }
      expect((await anyone.client.verification.verify(of(numbers.at(-1) ?? ''))).outcome).toBe('valid')
      expect((await anyone.send('GET', `/api/shares/${token}`)).status).toBe(404)
      expect((await byIssuer().client.certificates.history(of(numbers.at(-1) ?? ''))).items.at(-1)?.event).toBe('withheld')
      await sealAudit(house.deps.db)
      expect(await verifyAudit(house.deps.db)).toBeNull()
    })

    it("and somebody else's certificate keeps its holder, loses the mention, and is drawn anew", async () => {
      expect(await other().client.certificates.get(of(mentioning))).toMatchObject({ holderName: '周雨桐', description: '导师：**', metaData: { by: '**' } })
      expect((await house.browser().client.verification.verify(of(mentioning))).outcome).toBe('valid')
      for (const kind of ['svg', 'pdf']) expect((await pictureOf(other(), mentioning, kind)).status).toBe(200)
      expect(await tracesOf(house, words)).toEqual([])
    })

    it('and nothing draws, renews, corrects or issues it again; to take it back is possible', async () => {
      const certificateNo = numbers.at(-1) ?? ''
      expect(await codeOf(byIssuer().client.lifeCycle.renew({ ...of(certificateNo), body: {} }))).toBe('name_withheld')
      expect(await codeOf(byIssuer().client.lifeCycle.reissue({ ...of(certificateNo), body: { holderName: name, reason: '补发' } }))).toBe('name_withheld')
      const draw = pendingPictures(house.deps)
      while ((await draw(50)) > 0);
      const drawn = await selectOne(house.deps.db, 'SELECT 1 AS n FROM certificate_pictures WHERE certificate_id = :certificateId', { certificateId })
      expect(drawn).toBeNull()
      expect((await byIssuer().client.certificates.revoke({ ...of(certificateNo), body: { reason: '作废' } })).status).toBe('revoked')
      expect((await house.browser().client.verification.verify(of(certificateNo))).checks).toContainEqual({
        name: 'integrity',
        outcome: 'pass',
        detail: null,
        at: null,
      })
      await rebuildRollups(house.deps)
      const listed = await byIssuer().send('GET', '/api/issued.csv')
      expect(await listed.text()).toContain('姓名已隐去')
    })
  })

  it('is not oneself, and of two administrators who do it to each other one stays', async () => {
    const [one, two] = [await aBrowserOf(house, 'admin'), await aBrowserOf(house, 'admin')]
    expect(await codeOf(anonymise(one.person.employeeNo, {}, one))).toBe('person_self')
    const outcomes = await Promise.all([codeOf(anonymise(two.person.employeeNo, {}, one)), codeOf(anonymise(one.person.employeeNo, {}, two))])
    expect(outcomes.filter(code => code === 'answered')).toHaveLength(1)
  })

  it('is somebody whom others called the same do not lose their names with', async () => {
    const [first, second] = [await anEmployee(house, { fullName: '同名人' }), await aBrowserOf(house, 'employee', { fullName: '同名人' })]
    const { certificateNo } = await byIssuer().client.certificates.issue({
      body: await anOrder(house, { employeeNo: second.person.employeeNo, title: '同名人的证书' }),
    })
    await anonymise(first.employeeNo)
    expect(await second.client.certificates.get(of(certificateNo))).toMatchObject({ holderName: '同名人', title: '同名人的证书' })
    expect((await second.client.session.me()).fullName).toBe('同名人')
  })

  it('gets no certificate by whoever issues one at the same moment, by hand or by a list', async () => {
    const templateId = await templateOf(house)
    for (let round = 0; round < 4; round += 1) {
      const { employeeNo: no, fullName } = await anEmployee(house, { fullName: `同时人${'甲乙丙丁'[round] ?? ''}` })
      const batch = await upload(byIssuer(), `工号,姓名,证书名称,成绩\n${no},${fullName},名单里的${round},90`, { templateId })
      await byIssuer()
        .client.batches.confirm({ params: { id: batch.id }, body: {} })
        .catch(() => undefined)
      const issue = async (title: string) => byIssuer().client.certificates.issue({ body: await anOrder(house, { employeeNo: no, title }) })
      await Promise.allSettled([issue('之前'), anonymise(no), issue('同时'), runBatches(house), issue('之后')])
      await runBatches(house)
      expect(await selectOne(house.deps.db, 'SELECT id FROM user_certificates WHERE holder_name = :fullName', { fullName })).toBeNull()
      expect(await selectOne(house.deps.db, 'SELECT id FROM users WHERE full_name = :fullName', { fullName })).toBeNull()
    }
  })

  it('gets no picture, no copy and no certificate that was being drawn just then', async () => {
    const { renderer, press, db, files } = house.deps
    /** Anonymises somebody while something of theirs is being drawn. */
    const meanwhile =
      <A, B>(no: string, draw: (asked: A, asker?: string) => Promise<B>) =>
      async (asked: A, asker?: string) => {
        const drawn = await draw(asked, asker)
        await anonymise(no)
        return drawn
      }
    const someone = async (title: string) => {
      const person = await anEmployee(house, { fullName: `正在画的${title}` })
      return { ...person, issue: async () => byIssuer().client.certificates.issue({ body: await anOrder(house, { employeeNo: person.employeeNo, title }) }) }
    }

    const first = await someone('证书')
    const draw = vi.spyOn(renderer, 'draw')
    draw.mockImplementationOnce(async drawing => {
      draw.mockRestore()
      const drawn = await renderer.draw(drawing)
      await anonymise(first.employeeNo)
      return drawn
    })
    expect(await codeOf(first.issue())).toBe('person_inactive')

    const second = await someone('纸')
    const { certificateNo } = await second.issue()
    const pdf = vi.spyOn(press, 'pdf').mockImplementationOnce(meanwhile(second.employeeNo, press.pdf.bind(press)))
    const write = vi.spyOn(files, 'write')
    const answer = await pictureOf(byIssuer(), certificateNo, 'pdf')
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([410, 'picture_withdrawn'])
    expect(write).toHaveBeenCalledTimes(1)
    expect(await files.read(await (write.mock.results[0]?.value as Promise<string>))).toBeNull()
    for (const spy of [pdf, write]) spy.mockRestore()

    const third = await someone('图片')
    const later = await third.issue()
    const row = async () =>
      selectOne(db, 'SELECT p.certificate_id FROM certificate_pictures p JOIN user_certificates c ON c.id = p.certificate_id WHERE c.certificate_no = :no', {
        no: later.certificateNo,
      })
    await execute(db, 'DELETE FROM certificate_pictures WHERE certificate_id = :id', { id: number((await row())?.['certificate_id']) })
    const drawLater = vi.spyOn(renderer, 'drawLater').mockImplementationOnce(async drawing => {
      const drawn = await renderer.draw(drawing)
      await anonymise(third.employeeNo)
      return drawn
    })
    await pendingPictures(house.deps)(10)
    expect(drawLater).toHaveBeenCalled()
    drawLater.mockRestore()
    expect(await row()).toBeNull()
    expect((await tracesOf(house, ['正在画的'])).filter(trace => !trace.includes('wallet.sqlite'))).toEqual([])
  })

  it('gets nothing by a list whose rows were read just before', async () => {
    const { db } = house.deps
    const person = await anEmployee(house, { fullName: '名单上的人' })
    const template = await usableTemplate(db, await templateOf(house))
    const order = await anOrder(house, { employeeNo: person.employeeNo })
    await anonymise(person.employeeNo)
    const many = { template, issuedBy: byIssuer().person.id, duplicates: 'skip' as const, wanted: [{ person, order }] }
    expect(await inTransaction(db, tx => issueMany(tx, house.deps, many))).toEqual([{ standing: { column: 'employeeNo', trouble: 'inactive', value: null } }])
  })

  it('has a name that is a word elsewhere, which stays where an administrator says so', async () => {
    const { employeeNo: no } = await anEmployee(house, { fullName: '高明' })
    const create = (title: string) =>
      house.deps.db.models.growthPaths.create({
        ...{ title, englishTitle: '', summary: '', sortOrder: 0, state: 'draft', version: 1, publishedVersion: null, post: '', stages: '[]', draft: null },
        ...{ createdAt: house.clock.now(), updatedAt: house.clock.now() },
      })
    await create('高明的做法')
    expect((await administrator().client.anonymising.preview({ params: { employeeNo: no } })).mentions).toBe(1)
    await anonymise(no, { mentions: 'leave' })
    expect(await selectOne(house.deps.db, "SELECT id FROM growth_paths WHERE title = '高明的做法'")).not.toBeNull()
  })
})
