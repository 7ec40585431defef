import { appendAudit } from '../audit/append.ts'
import { insertRequest } from '../certificates/requestStore.ts'
import type { Db } from '../db/connect.ts'
import type { PersonRow } from '../people/store.ts'
import type { IssuedDemo } from './seedLearning.ts'

/** Characters that are mistaken for each other when somebody is registered. */
const mistaken: Readonly<Record<string, string>> = { 娟: '鹃', 伟: '玮', 静: '靖', 敏: '珉', 杰: '捷', 军: '君', 芳: '方', 磊: '垒', 婷: '亭', 丽: '莉' }
const daysAgo = 86_400_000
/** People whose certificates others do not look at so closely. */
const fromPerson = 20

/** Somebody whose name is wrong has asked for it to be corrected, and waits. */
export const seedRequests = async (tx: Db, issued: readonly IssuedDemo[], holders: ReadonlyMap<number, PersonRow>, now: Date): Promise<void> => {
  const wrong = issued.find(
    ({ demo }) => demo.person >= fromPerson && demo.fate === 'lasts' && demo.months === null && demo.issuedDay < -1 && nameOf(holders, demo.person),
  )
  const holder = wrong && holders.get(wrong.demo.person)
  const right = holder && mistaken[holder.fullName.slice(-1)]
  if (!holder || right === undefined) return
  const askedAt = new Date(now.getTime() - daysAgo)
  const reason = `身份证上是“${right}”，不是“${holder.fullName.slice(-1)}”`
  const wantedName = `${holder.fullName.slice(0, -1)}${right}`
  const requestId = await insertRequest(tx, { certificateId: wrong.id, kind: 'nameCorrection', wantedName, reason, askedBy: holder.id, askedAt })
  await appendAudit(tx, {
    ...{ event: 'request.opened', subject: wrong.certificateNo, actorId: holder.id },
    ...{ data: { requestId, kind: 'nameCorrection' }, at: askedAt },
  })
}
const nameOf = (holders: ReadonlyMap<number, PersonRow>, person: number) => mistaken[holders.get(person)?.fullName.slice(-1) ?? '']
