import type { Batch, PreviewedBatch } from '@wallet/shared/issuing/batch'
import type { z } from 'zod'
import { number, select, selectOne } from '../src/db/query.ts'
import { batchRunner } from '../src/issuing/runBatch.ts'
import type { Browser, House } from './house.ts'

export type Previewed = z.infer<typeof PreviewedBatch>
interface Upload {
  readonly templateId: number
  readonly duplicates?: Batch['duplicates']
  readonly fileName?: string
}

/** A list as a form brings it. */
export const formOf = (file: string | Uint8Array<ArrayBuffer>, { templateId, duplicates, fileName = '名单.csv' }: Upload): FormData => {
  const form = new FormData()
  form.set('templateId', String(templateId))
  if (duplicates) form.set('duplicates', duplicates)
  form.set('file', new File([file], fileName, { type: 'text/csv' }))
  return form
}

/** Sends a list to be looked through. */
export const upload = async (browser: Browser, file: string | Uint8Array<ArrayBuffer>, more: Upload): Promise<Previewed & { readonly status: number }> => {
  const response = await browser.send('POST', '/api/batches', { body: formOf(file, more) })
  return { ...((await response.json()) as Previewed), status: response.status }
}

/** Issues whatever has been confirmed, as the chore does. */
export const runBatches = async ({ deps }: House): Promise<void> => {
  const turn = batchRunner(deps)
  while ((await select(deps.db, "SELECT id FROM batches WHERE state = 'running'")).length > 0) await turn()
}

/** People `S00001`, `S00002`, …, as many as wanted, in one unit, written at once; answers their numbers. */
export const manyPeople = async ({ deps: { db }, clock }: House, howMany: number, from = 1): Promise<string[]> => {
  const now = clock.now()
  const unit = await db.models.orgUnits.create({ parentId: null, kind: 'enterprise', name: '总装车间', path: `/many-${from}/`, depth: 0 })
  const unitId = number(unit.get('id'))
  await unit.update({ path: `/${unitId}/` })
  const numbers = Array.from({ length: howMany }, (_, n) => `S${String(from + n).padStart(5, '0')}`)
  const person = { role: 'employee', orgUnitId: unitId, locale: 'zh-CN', isActive: true, createdAt: now, updatedAt: now }
  await db.models.users.bulkCreate(numbers.map((employeeNo, n) => ({ ...person, employeeNo, fullName: `张${String(n)}` })))
  return numbers
}

/** How often each thing is there that one certificate has once. */
export const tally = async ({ deps: { db } }: Pick<House, 'deps'>) => {
  const count = async (sql: string) => number((await selectOne(db, sql))?.['n'])
  return {
    certificates: await count('SELECT COUNT(*) AS n FROM user_certificates'),
    holders: await count('SELECT COUNT(DISTINCT user_id) AS n FROM user_certificates'),
    numbers: await count('SELECT COUNT(DISTINCT certificate_no) AS n FROM user_certificates'),
    audited: await count("SELECT COUNT(*) AS n FROM audit_events WHERE event = 'certificate.issued'"),
    auditedOnce: await count("SELECT COUNT(DISTINCT subject) AS n FROM audit_events WHERE event = 'certificate.issued'"),
    told: await count("SELECT COUNT(*) AS n FROM outbox WHERE topic = 'certificate.issued'"),
    toldOnce: await count("SELECT COUNT(DISTINCT payload) AS n FROM outbox WHERE topic = 'certificate.issued'"),
  }
}
/** The same where so many certificates are there, each with all that belongs to it, once. */
export const once = (howMany: number): Awaited<ReturnType<typeof tally>> => ({
  ...{ certificates: howMany, holders: howMany, numbers: howMany, audited: howMany, auditedOnce: howMany, told: howMany, toldOnce: howMany },
})
