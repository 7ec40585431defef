import { createHash } from 'node:crypto'
import { csvFile } from '@wallet/shared/csv'
import type { PersonFileRow, PersonFileVerdict, PersonImport } from '@wallet/shared/organisation/person'
import { personReasonText, personVerdicts, type PersonVerdict } from '@wallet/shared/organisation/personFile'
import { fail } from '@wallet/shared/problem'
import type { Locale } from '@wallet/shared/session/session'
import { appendAudit, appendAudits } from '../audit/append.ts'
import { inTransaction, type Db } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { SignedIn } from '../http/guard.ts'
import { lockAdmins } from '../people/store.ts'
import { endAllSessions } from '../session/store.ts'
import { judgePeople, type JudgedFile, type JudgedPerson } from './judgePeople.ts'
import { deedsOf } from './people.ts'
import { readPersonFile } from './personFile.ts'
import { insertPeople, setManaged, updatePerson, type KnownPerson } from './personStore.ts'
import { tellOfPeople, type PersonDeed } from './tell.ts'
import { createUnitWithin } from './units.ts'
import { findUnit, listUnitRows, lockTree } from './unitStore.ts'

interface Sent {
  readonly file: string
  readonly createsUnits: boolean
}
const shownRows = 500
const urgency: readonly PersonVerdict[] = ['bad', 'changed', 'new', 'same']

const rowOf = ({ written: { row, by }, verdict, changes, reasons }: JudgedPerson): PersonFileRow => ({
  ...{ row, verdict, employeeNo: by.employeeNo.slice(0, 40), fullName: by.fullName.slice(0, 100) },
  ...{ changes: [...changes], reasons: [...reasons] },
})
const countsOf = (people: readonly JudgedPerson[]) =>
  Object.fromEntries(personVerdicts.map(verdict => [verdict, people.filter(person => person.verdict === verdict).length])) as Record<PersonVerdict, number>

/** What would become of a file. Nothing is written. */
export const checkPeople = async (db: Db, me: SignedIn, { file, createsUnits }: Sent): Promise<PersonFileVerdict> => {
  const written = readPersonFile(file)
  const { people, newUnits, digest } = await judgePeople(db, written, { createsUnits, meId: me.userId })
  const shown = people.filter(({ verdict }) => verdict !== 'same').toSorted((one, other) => urgency.indexOf(one.verdict) - urgency.indexOf(other.verdict))
  return {
    ...{ encoding: written.encoding, delimiter: written.delimiter, missing: [...written.missing], counts: countsOf(people), digest },
    newUnits: newUnits.map(names => names.join(' / ')),
    rows: shown.slice(0, shownRows).map(rowOf),
  }
}

/** The rows that have to be put right, as they were written, and why. */
export const restOfPeople = async (db: Db, me: SignedIn, { file, createsUnits }: Sent, locale: Locale): Promise<string> => {
  const written = readPersonFile(file)
  const { people } = await judgePeople(db, written, { createsUnits, meId: me.userId })
  const added = locale === 'zh-CN' ? ['原来的行号', '原因'] : ['Row', 'Why']
  const kept = written.header.flatMap((name, at) => (['原来的行号', '原因', 'Row', 'Why'].includes(name) ? [] : [at]))
  const why = ({ reasons }: JudgedPerson) => reasons.map(reason => personReasonText(reason, locale)).join(locale === 'zh-CN' ? '；' : '; ')
  return csvFile(
    [...kept.map(at => written.header[at] ?? ''), ...added],
    people
      .filter(({ verdict }) => verdict === 'bad')
      .map(person => [...kept.map(at => person.written.cells[at] ?? ''), String(person.written.row), why(person)]),
  )
}

/** Creates the units that are not there, and answers where everybody goes. */
const placeAll = async (tx: Db, { newUnits }: JudgedFile) => {
  const ids = new Map<string, number>()
  const rows = await listUnitRows(tx)
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  for (const { id, path } of rows)
    ids.set(
      path
        .split('/')
        .filter(Boolean)
        .map(step => names.get(Number(step)) ?? '')
        .join('\u0000'),
      id,
    )
  for (const steps of newUnits) {
    const parent = await findUnit(tx, ids.get(steps.slice(0, -1).join('\u0000')) ?? 0)
    if (!parent) return fail('unit_not_found')
    ids.set(steps.join('\u0000'), (await createUnitWithin(tx, parent, steps.at(-1) ?? '')).id)
  }
  return ({ place }: JudgedPerson): number =>
    place && 'unitId' in place ? place.unitId : (ids.get(place?.names.join('\u0000') ?? '') ?? fail('unit_not_found'))
}

const createAll = async (tx: Db, people: readonly JudgedPerson[], unitIdOf: (person: JudgedPerson) => number, now: Date): Promise<PersonDeed[]> => {
  const writes = people.flatMap(person => (person.after && person.verdict === 'new' ? [{ ...person.after, unitId: unitIdOf(person) }] : []))
  const ids = await insertPeople(tx, writes, now)
  if (ids.size !== writes.length) return fail('file_judged_anew')
  for (const { employeeNo, role, unitId } of writes) if (role === 'manager') await setManaged(tx, ids.get(employeeNo) ?? 0, [unitId])
  return writes.map(({ employeeNo, unitId }) => ({ deed: 'created', userId: ids.get(employeeNo) ?? 0, unitIds: [unitId] }))
}

const changeAll = async (tx: Db, people: readonly JudgedPerson[], unitIdOf: (person: JudgedPerson) => number, now: Date): Promise<PersonDeed[]> => {
  const deeds: PersonDeed[] = []
  for (const person of people) {
    const { before, after, verdict } = person
    if (!before || !after || verdict !== 'changed') continue
    const next: KnownPerson = { ...before, ...after, unitId: unitIdOf(person) }
    await updatePerson(tx, next, now)
    if (before.role !== next.role && (before.role === 'manager' || next.role === 'manager'))
      await setManaged(tx, before.id, next.role === 'manager' ? [next.unitId] : [])
    if (before.isActive && !next.isActive) await endAllSessions(tx, before.id)
    deeds.push(...deedsOf(before, next))
  }
  return deeds
}

/** Takes the good rows of a file in one go. It has to be judged as it was when it was looked through. */
export const importPeople = ({ db, clock }: Deps, me: SignedIn, { file, createsUnits, digest }: Sent & { readonly digest: string }): Promise<PersonImport> =>
  inTransaction(db, async tx => {
    const now = clock.now()
    await lockTree(tx)
    await lockAdmins(tx)
    const judged = await judgePeople(tx, readPersonFile(file), { createsUnits, meId: me.userId })
    if (judged.digest !== digest) return fail('file_judged_anew')
    const counts = countsOf(judged.people)
    const unitIdOf = await placeAll(tx, judged)
    const deeds = [...(await createAll(tx, judged.people, unitIdOf, now)), ...(await changeAll(tx, judged.people, unitIdOf, now))]
    if ((await lockAdmins(tx)).length === 0) return fail('last_admin')
    await tellOfPeople(tx, me.userId, deeds, now)
    const data = { ...counts, units: judged.newUnits.length, sha256: createHash('sha256').update(file).digest('hex') }
    if (deeds.length > 0) await appendAudit(tx, { event: 'people.imported', subject: 'people', actorId: me.userId, data, at: now })
    const units = judged.newUnits.map(steps => unitIdOf({ place: { names: steps } } as JudgedPerson))
    await appendAudits(
      tx,
      units.map(id => ({ event: 'unit.created', subject: `unit:${id}`, actorId: me.userId, data: {}, at: now })),
    )
    return { created: counts.new, changed: counts.changed, same: counts.same, left: counts.bad, units: units.length }
  })
