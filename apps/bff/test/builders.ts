import type { CertificateType, IssueOrder } from '@wallet/shared/certificates/certificate'
import type { Role } from '@wallet/shared/people/role'
import { number, selectOne } from '../src/db/query.ts'
import { hashPassword } from '../src/session/password.ts'
import type { Browser, House } from './house.ts'

let count = 0
const next = () => (count += 1)
/** Checked at a thousandth of what it costs otherwise: nobody steals these. */
let passwordHash: Promise<string> | undefined

export interface Unit {
  readonly id: number
  readonly path: string
  readonly name: string
}

/** A unit below another; without one, a root. */
export const aUnit = async ({ deps: { db } }: House, { parent, name = `部门 ${next()}` }: { parent?: Unit; name?: string } = {}): Promise<Unit> => {
  const created = await db.models.orgUnits.create({
    parentId: parent?.id ?? null,
    kind: parent ? 'department' : 'enterprise',
    name,
    path: `/new-${next()}/`,
    depth: parent ? 1 : 0,
  })
  const id = number(created.get('id'))
  const path = `${parent?.path ?? '/'}${id}/`
  await created.update({ path })
  return { id, path, name }
}

export interface Employee {
  readonly id: number
  readonly employeeNo: string
  readonly fullName: string
  readonly unit: Unit
}

/** An active person with the password `kpl-demo`; a missing unit is created. */
export const anEmployee = async (
  house: House,
  {
    role = 'employee',
    unit,
    fullName = '张伟',
    employeeNo = `T${String(next()).padStart(4, '0')}`,
    isActive = true,
  }: { role?: Role; unit?: Unit; fullName?: string; employeeNo?: string; isActive?: boolean } = {},
): Promise<Employee> => {
  const home = unit ?? (await aUnit(house))
  passwordHash ??= hashPassword('kpl-demo', undefined, { N: 32, r: 8, p: 1 })
  const now = house.clock.now()
  const created = await house.deps.db.models.users.create({
    employeeNo,
    email: `${employeeNo.toLowerCase()}@kpl.example`,
    fullName,
    role,
    orgUnitId: home.id,
    passwordHash: await passwordHash,
    locale: 'zh-CN',
    isActive,
    createdAt: now,
    updatedAt: now,
  })
  return { id: number(created.get('id')), employeeNo, fullName, unit: home }
}

/** A browser signed in as somebody new with this role. */
export const aBrowserOf = async (house: House, role: Role, more: Parameters<typeof anEmployee>[1] = {}): Promise<Browser & { readonly person: Employee }> => {
  const person = await anEmployee(house, { ...more, role })
  return { ...(await house.signIn(person.employeeNo)), person }
}

/** The id of the built-in template of a type. */
export const templateOf = async ({ deps: { db } }: House, type: CertificateType = 'exam'): Promise<number> =>
  number((await selectOne(db, 'SELECT id FROM certificate_templates WHERE type = :type ORDER BY id LIMIT 1', { type }))?.['id'])

/** An order for a certificate of a new person, with whatever the test cares about. */
export const anOrder = async (house: House, more: Partial<IssueOrder> = {}): Promise<IssueOrder> => ({
  templateId: more.templateId ?? (await templateOf(house)),
  employeeNo: more.employeeNo ?? (await anEmployee(house)).employeeNo,
  title: '数据安全与合规实务',
  score: 96.5,
  ...more,
})
