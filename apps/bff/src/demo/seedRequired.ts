import type { CertificateType } from '@wallet/shared/certificates/certificate'
import { addDays, dayIn, startOfDay } from '@wallet/shared/certificates/validity'
import type { Db } from '../db/connect.ts'
import { execute, instant } from '../db/query.ts'
import type { Deps } from '../deps.ts'
import { builtinTemplates } from '../rendering/builtin.ts'
import { insertTemplate } from '../templates/store.ts'
import { required } from './required.ts'

/** Which template certificates are made from: one of its own for what is required, else the built-in one of its type. */
export interface DemoTemplates {
  readonly idFor: (type: CertificateType, title: string) => number
}

/** Writes a template for each certificate that is required, in the built-in design of its type. */
export const seedTemplates = async (tx: Db, builtin: ReadonlyMap<string, number>, now: Date): Promise<DemoTemplates> => {
  const own = new Map<string, number>()
  for (const [index, { type, title, months }] of required.entries()) {
    const design = builtinTemplates.find(template => template.type === type)
    if (!design) throw new Error('the built-in designs lack a type')
    const id = await insertTemplate(tx, { ...design, name: title, validityMonths: months, sortOrder: builtinTemplates.length + index + 1 }, null, now)
    own.set(`${type} ${title}`, id)
  }
  return { idFor: (type, title) => own.get(`${type} ${title}`) ?? builtin.get(type) ?? 0 }
}

/** Writes what is required of whom, as it has stood for two years. */
export const seedRequirements = async (
  tx: Db,
  { clock, config }: Pick<Deps, 'clock' | 'config'>,
  templates: DemoTemplates,
  units: ReadonlyMap<string, number>,
): Promise<void> => {
  const at = instant(tx, startOfDay(addDays(dayIn(clock.now(), config.zone), -730), config.zone))
  const orders = required.flatMap(({ type, title, of }) => of.map(({ unit, post }) => [units.get(unit), post, templates.idFor(type, title)] as const))
  for (const [index, [unitId, post, templateId]] of orders.entries())
    await execute(tx, 'INSERT INTO requirements (unit_id, post, template_id, position, created_at) VALUES (:unitId, :post, :templateId, :position, :at)', {
      unitId,
      post,
      templateId,
      position: index + 1,
      at,
    })
}

/** Who manages which units, each with all below it. */
const managed: Readonly<Record<string, readonly string[]>> = {
  李文博: ['客户服务部'],
  赵国梁: ['信息技术部'],
  孙丽华: ['市场销售部'],
  吴建国: ['运营管理部'],
  郑晓彤: ['客服一组', '客服二组'],
}

export const seedManagers = async (tx: Db, units: ReadonlyMap<string, number>, idOf: (fullName: string) => number): Promise<void> => {
  for (const [fullName, names] of Object.entries(managed))
    for (const name of names)
      await execute(tx, 'INSERT INTO unit_managers (user_id, unit_id) VALUES (:userId, :unitId)', { userId: idOf(fullName), unitId: units.get(name) })
}
