import type { NewPerson, PersonChange, PersonRecord } from '@wallet/shared/organisation/person'
import type { Page } from '@wallet/shared/page'
import { fail } from '@wallet/shared/problem'
import { UniqueConstraintError } from 'sequelize'
import { inTransaction, type Db } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { SignedIn } from '../http/guard.ts'
import { lockAdmins } from '../people/store.ts'
import { endAllSessions } from '../session/store.ts'
import {
  countEntries,
  findEntry,
  insertPeople,
  listEntries,
  listKnown,
  lockByNumber,
  managedBy,
  setManaged,
  updatePerson,
  type KnownPerson,
  type PeopleFilter,
  type PersonEntry,
} from './personStore.ts'
import { tellOfPeople, type PersonDeed } from './tell.ts'
import { findUnit, listUnitRows } from './unitStore.ts'

const recordsOf = async (db: Db, entries: readonly PersonEntry[]): Promise<PersonRecord[]> => {
  const units = new Map((await listUnitRows(db)).map(unit => [unit.id, unit.name]))
  const managed = await managedBy(
    db,
    entries.map(({ id }) => id),
  )
  return entries.map(({ id, unitId, unitPath, record }) => {
    const path = unitPath.split('/').flatMap(step => units.get(Number(step)) ?? [])
    const manages = (managed.get(id) ?? []).map(unit => ({ id: unit.id, name: unit.name }))
    return { ...record, unit: { id: unitId, name: units.get(unitId) ?? '', path }, manages }
  })
}

export const listPeople = async (
  db: Db,
  { unitId, ...filter }: Omit<PeopleFilter, 'unitPath'> & { readonly unitId?: number | undefined },
  stretch: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<Page<PersonRecord> & { total: number }> => {
  const unitPath = unitId === undefined ? undefined : ((await findUnit(db, unitId))?.path ?? '/none/')
  const { items, nextCursor } = await listEntries(db, { ...filter, unitPath }, stretch)
  return { items: await recordsOf(db, items), nextCursor, total: await countEntries(db, { ...filter, unitPath }) }
}

export const showPerson = async (db: Db, employeeNo: string): Promise<PersonRecord> => {
  const entry = (await findEntry(db, employeeNo)) ?? fail('person_not_found')
  return (await recordsOf(db, [entry]))[0] ?? fail('person_not_found')
}

/** What two people write in the same moment is refused by a unique key. */
const insistOnUnique = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof UniqueConstraintError)) throw error
    return fail(JSON.stringify(error.fields).includes('email') || error.errors.some(({ path }) => path?.includes('email')) ? 'email_taken' : 'number_taken')
  }
}

const insistOnUnits = async (tx: Db, ids: readonly number[]) => {
  for (const id of new Set(ids)) if (!(await findUnit(tx, id))) fail('unit_not_found')
}

export const createPerson = async ({ db, clock }: Deps, me: SignedIn, person: NewPerson): Promise<PersonRecord> => {
  const employeeNo = person.employeeNo.toUpperCase()
  await insistOnUnique(() =>
    inTransaction(db, async tx => {
      const now = clock.now()
      await insistOnUnits(tx, [person.unitId, ...(person.manages ?? [])])
      if (await findEntry(tx, employeeNo)) fail('number_taken')
      const { manages, ...rest } = person
      const id = (await insertPeople(tx, [{ ...rest, employeeNo, isActive: true }], now)).get(employeeNo)
      // Whoever has the address already is why nothing was written.
      if (id === undefined) return fail('email_taken')
      if (person.role === 'manager') await setManaged(tx, id, manages ?? [person.unitId])
      return tellOfPeople(tx, me.userId, [{ deed: 'created', userId: id, unitIds: [person.unitId] }], now)
    }),
  )
  return showPerson(db, employeeNo)
}

const managedAfter = (before: KnownPerson, after: KnownPerson, { manages }: PersonChange): readonly number[] | null => {
  if (after.role !== 'manager') return before.role === 'manager' ? [] : null
  return manages ?? (before.role === 'manager' ? null : [after.unitId])
}

/** What was done to somebody, by what is different. */
export const deedsOf = (before: KnownPerson, after: KnownPerson): PersonDeed[] => {
  const userId = before.id
  const [from, to] = [before.unitId, after.unitId]
  return [
    ...(before.fullName !== after.fullName || before.email !== after.email || before.post !== after.post
      ? [{ deed: 'changed' as const, userId, unitIds: before.post === after.post ? [] : [from] }]
      : []),
    ...(before.role === after.role ? [] : [{ deed: 'roleChanged' as const, userId, unitIds: [], from: before.role, to: after.role }]),
    ...(from === to ? [] : [{ deed: 'moved' as const, userId, unitIds: [from, to], from, to }]),
    ...(before.isActive === after.isActive ? [] : [{ deed: after.isActive ? ('activated' as const) : ('deactivated' as const), userId, unitIds: [to] }]),
  ]
}

/** Nobody shuts themselves out, and one admin is always left. */
const insistOnAdmin = async (tx: Db, me: SignedIn, before: KnownPerson, after: KnownPerson) => {
  const wasAdmin = before.role === 'admin' && before.isActive
  const isAdmin = after.role === 'admin' && after.isActive
  if (before.id === me.userId && wasAdmin && !isAdmin) fail('own_account')
  if (wasAdmin && !isAdmin && (await lockAdmins(tx)).length < 2) fail('last_admin')
}

const changeTo = async (
  { db, clock }: Deps,
  me: SignedIn,
  employeeNo: string,
  change: PersonChange & { readonly isActive?: boolean },
): Promise<PersonRecord> => {
  await insistOnUnique(() =>
    inTransaction(db, async tx => {
      const now = clock.now()
      await lockByNumber(tx, employeeNo.toUpperCase())
      const [before] = await listKnown(tx, [employeeNo.toUpperCase()])
      if (!before) return fail('person_not_found')
      if (before.isAnonymised) return fail('person_anonymised')
      const { manages, ...told } = change
      const after: KnownPerson = { ...before, ...Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)) }
      await insistOnUnits(tx, [after.unitId, ...(manages ?? [])])
      await insistOnAdmin(tx, me, before, after)
      await updatePerson(tx, after, now)
      const units = managedAfter(before, after, change)
      if (units) await setManaged(tx, before.id, units)
      if (before.isActive && !after.isActive) await endAllSessions(tx, before.id)
      return tellOfPeople(
        tx,
        me.userId,
        [...deedsOf(before, after), ...(units && before.role === after.role ? [{ deed: 'changed' as const, userId: before.id, unitIds: [] }] : [])],
        now,
      )
    }),
  )
  return showPerson(db, employeeNo)
}

export const changePerson = (deps: Deps, me: SignedIn, employeeNo: string, change: PersonChange): Promise<PersonRecord> =>
  changeTo(deps, me, employeeNo, change)
export const deactivatePerson = (deps: Deps, me: SignedIn, employeeNo: string): Promise<PersonRecord> => changeTo(deps, me, employeeNo, { isActive: false })
export const activatePerson = (deps: Deps, me: SignedIn, employeeNo: string): Promise<PersonRecord> => changeTo(deps, me, employeeNo, { isActive: true })
