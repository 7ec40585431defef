import { addDays, dayIn, endOfDay } from '@wallet/shared/certificates/validity'
import { appendOutbox } from '../src/audit/outbox.ts'
import { issueWithin } from '../src/certificates/issueWithin.ts'
import type { CertificateRow } from '../src/certificates/row.ts'
import { inTransaction } from '../src/db/connect.ts'
import { execute, instant } from '../src/db/query.ts'
import { anEmployee, templateOf, type Employee, type Unit } from './builders.ts'
import type { Browser, House } from './house.ts'

/** A browser of somebody who manages these units. */
export const aManagerOf = async (house: House, ...units: readonly [Unit, ...Unit[]]): Promise<Browser & { readonly person: Employee }> => {
  const person = await anEmployee(house, { role: 'manager', unit: units[0], fullName: '李文博' })
  for (const { id } of units) await execute(house.deps.db, 'INSERT INTO unit_managers (user_id, unit_id) VALUES (:userId, :id)', { userId: person.id, id })
  return { ...(await house.signIn(person.employeeNo)), person }
}

interface Held {
  readonly title?: string
  readonly templateId?: number
  /** Days that are left: 0 where today is the last one; null: it has no end. */
  readonly daysLeft?: number | null
  readonly examId?: number
  readonly courseId?: number
}

/** A certificate of somebody. */
export const aCertificateOf = async (
  { deps }: House,
  { employeeNo }: Pick<Employee, 'employeeNo'>,
  { title = '数据安全与合规实务', templateId, daysLeft = null, examId, courseId }: Held = {},
): Promise<CertificateRow> => {
  const { db, clock, config } = deps
  const template = templateId ?? (await templateOf({ deps } as House, 'exam'))
  const { certificate } = await inTransaction(db, tx =>
    issueWithin(tx, deps, {
      order: { templateId: template, employeeNo, title, ...(examId !== undefined && { examId }), ...(courseId !== undefined && { courseId }) },
      replaces: true,
    }),
  )
  const validUntil = daysLeft === null ? null : instant(db, endOfDay(addDays(dayIn(clock.now(), config.zone), daysLeft), config.zone))
  await execute(db, 'UPDATE user_certificates SET valid_until = :validUntil WHERE id = :id', { validUntil, id: certificate.id })
  return certificate
}

/** A certificate has to be held by everyone at and below a unit. */
export const requireOf = ({ deps: { db, clock } }: House, { id: unitId }: Unit, templateId: number): Promise<void> =>
  inTransaction(db, async tx => {
    const given = { unitId, templateId, at: instant(db, clock.now()) }
    await execute(tx, 'INSERT INTO requirements (unit_id, post, template_id, position, created_at) VALUES (:unitId, NULL, :templateId, 1, :at)', given)
    await appendOutbox(tx, 'requirement.changed', { unitId }, clock.now())
  })
