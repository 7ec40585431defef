import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { auditHead, sealAudit, verifyAudit } from '../src/audit/seal.ts'
import { backUp } from '../src/operations/backup.ts'
import { restore } from '../src/operations/restore.ts'
import { countsOf, seenOf } from './backups.ts'
import { aBrowserOf, anEmployee, anOrder, aUnit, templateOf } from './builders.ts'
import { aHouse, engines } from './house.ts'

const certificates = 400
const sampled = 100
const types = ['course', 'exam', 'achievement'] as const

describe.each(engines.flatMap(from => engines.map(to => ({ from, to }))))('a hundred certificates of many, from $from into $to', ({ from, to }) => {
  it('are the same to the byte after everything was wiped and restored: SVG, PDF and verdict', { timeout: 600_000 }, async () => {
    const [house, target] = [await aHouse(from), await aHouse(to)]
    const folder = await mkdtemp(path.join(tmpdir(), 'wallet-backup-drill-'))
    const issuer = await aBrowserOf(house, 'issuer', { employeeNo: 'I1' })
    const unit = await aUnit(house)
    const nos: string[] = []
    for (let i = 0; i < certificates; i += 1) {
      const { employeeNo } = await anEmployee(house, { unit })
      const body = await anOrder(house, { employeeNo, templateId: await templateOf(house, types[i % 3]), title: `证书 ${i}` })
      nos.push((await issuer.client.certificates.issue({ body })).certificateNo)
    }
    const sample = nos.filter((_no, i) => i % (certificates / sampled) === 0)
    const before = []
    for (const no of sample) before.push(await seenOf(house, issuer, no))
    while ((await sealAudit(house.deps.db)) > 0);
    const began = performance.now()
    const manifest = await backUp(house.deps, path.join(folder, 'one'), () => undefined)
    const backedUp = performance.now()
    await restore(target.deps, path.join(folder, 'one'), { replaces: true, tell: () => undefined })
    const restored = performance.now()

    expect(await countsOf(target)).toEqual(await countsOf(house))
    expect(await auditHead(target.deps.db)).toEqual({ sealNo: manifest.audit.sealNo, hash: manifest.audit.hash })
    expect(await verifyAudit(target.deps.db)).toBeNull()
    const again = await target.signIn('I1')
    for (const [i, no] of sample.entries()) expect(await seenOf(target, again, no)).toEqual(before[i])
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
    console.log(
      `  ${from} → ${to}: ${rows} rows, ${manifest.files} files, backed up in ${Math.round(backedUp - began)} ms, restored in ${Math.round(restored - backedUp)} ms`,
    )
    await Promise.all([house.close(), target.close()])
    await rm(folder, { recursive: true, force: true })
  })
})
