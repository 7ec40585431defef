import { createHash } from 'node:crypto'
import type { PersonColumn, PersonReason, PersonVerdict } from '@wallet/shared/organisation/personFile'
import type { Db } from '../db/connect.ts'
import { listKnown, ownersOf, type KnownPerson, type PersonWrite } from './personStore.ts'
import { readPerson, type SaidOfPerson, type WrittenPeople, type WrittenPerson } from './personFile.ts'
import { listUnitRows, type UnitRow } from './unitStore.ts'

/** Where somebody goes: a unit that is there, or the names of one to be created. */
type Place = { readonly unitId: number } | { readonly names: readonly string[] }
/** A row with its verdict, and the person as they would be. */
export interface JudgedPerson {
  readonly written: WrittenPerson
  readonly verdict: PersonVerdict
  readonly said: SaidOfPerson
  readonly before: KnownPerson | null
  readonly after: Omit<PersonWrite, 'unitId'> | null
  readonly place: Place | null
  readonly changes: readonly PersonColumn[]
  readonly reasons: readonly PersonReason[]
}
export interface JudgedFile {
  readonly people: readonly JudgedPerson[]
  /** Units to be created, those above first; each from the top down. */
  readonly newUnits: readonly (readonly string[])[]
  /** Stands for this judgement of this file. */
  readonly digest: string
}

const keyOf = (names: readonly string[]) => names.join('\u0000')

/** Units by the names from the top down; the top itself may be left out. */
const placesOf = (rows: readonly UnitRow[]) => {
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  const root = rows.find(({ parentId }) => parentId === null)?.name ?? ''
  const byNames = new Map(
    rows.map(({ id, path }) => [
      keyOf(
        path
          .split('/')
          .filter(Boolean)
          .map(step => names.get(Number(step)) ?? ''),
      ),
      id,
    ]),
  )
  return { root, idOf: (steps: readonly string[]) => byNames.get(keyOf(steps)) }
}
type Places = ReturnType<typeof placesOf>

const longestName = 100
const placeOf = ({ root, idOf }: Places, steps: readonly string[], createsUnits: boolean): Place | null => {
  const names = steps[0] === root ? steps : [root, ...steps]
  const unitId = idOf(names)
  if (unitId !== undefined) return { unitId }
  const canBe = createsUnits && root !== '' && names.length <= 12 && names.every(name => name.length <= longestName)
  return canBe ? { names } : null
}

const changesOf = (before: KnownPerson | null, after: Omit<PersonWrite, 'unitId'>, place: Place): PersonColumn[] => {
  if (!before) return []
  return [
    ...(before.fullName === after.fullName ? [] : ['fullName' as const]),
    ...('unitId' in place && place.unitId === before.unitId ? [] : ['unit' as const]),
    ...(before.post === after.post ? [] : ['post' as const]),
    ...(before.email === after.email ? [] : ['email' as const]),
    ...(before.role === after.role ? [] : ['role' as const]),
    ...(before.isActive === after.isActive ? [] : ['state' as const]),
  ]
}

interface Circumstances {
  readonly known: ReadonlyMap<string, KnownPerson>
  readonly owners: ReadonlyMap<string, string>
  readonly places: Places
  readonly createsUnits: boolean
  readonly meId: number
  readonly seen: Set<string>
  readonly emails: Map<string, string>
}

const judgeRow = (written: WrittenPerson, { known, owners, places, createsUnits, meId, seen, emails }: Circumstances): JudgedPerson => {
  const { said, reasons: own } = readPerson(written)
  const before = known.get(said.employeeNo) ?? null
  const reasons = [...own]
  const add = (column: PersonColumn | null, trouble: PersonReason['trouble']) => reasons.push({ column, trouble })
  if (said.employeeNo !== '' && seen.has(said.employeeNo)) add(null, 'twiceHere')
  seen.add(said.employeeNo)
  if (before?.isAnonymised) add(null, 'withheld')
  if (!before && said.fullName === undefined) add('fullName', 'missing')
  if (!before && said.unit === undefined) add('unit', 'missing')
  const place = said.unit ? placeOf(places, said.unit, createsUnits) : before && { unitId: before.unitId }
  if (said.unit && !place) add('unit', 'unknownUnit')
  if (said.email !== undefined) {
    const owner = owners.get(said.email) ?? emails.get(said.email)
    if (owner !== undefined && owner !== said.employeeNo) add('email', 'emailTaken')
    emails.set(said.email, said.employeeNo)
  }
  if (before?.id === meId && ((said.role !== undefined && said.role !== before.role) || said.isActive === false))
    add(said.isActive === false ? 'state' : 'role', 'yourself')
  const judged = { written, said, before, reasons }
  if (reasons.length > 0 || !place) return { ...judged, verdict: 'bad', after: null, place: null, changes: [] }
  const after = {
    employeeNo: said.employeeNo,
    fullName: said.fullName ?? before?.fullName ?? '',
    email: said.email ?? before?.email ?? null,
    role: said.role ?? before?.role ?? 'employee',
    post: said.post ?? before?.post ?? null,
    isActive: said.isActive ?? before?.isActive ?? true,
  }
  const changes = changesOf(before, after, place)
  return { ...judged, verdict: before ? (changes.length > 0 ? 'changed' : 'same') : 'new', after, place, changes }
}

const newUnitsIn = (people: readonly JudgedPerson[], places: Places): string[][] => {
  const found = new Map<string, string[]>()
  for (const { place } of people)
    if (place && 'names' in place)
      for (let depth = 1; depth <= place.names.length; depth += 1) {
        const names = place.names.slice(0, depth)
        if (places.idOf(names) === undefined) found.set(keyOf(names), names)
      }
  return [...found.values()].toSorted((one, other) => one.length - other.length)
}

const digestOf = (people: readonly JudgedPerson[], newUnits: readonly (readonly string[])[]) =>
  createHash('sha256')
    .update(
      JSON.stringify([people.map(({ written, verdict, after, place, changes, reasons }) => [written.row, verdict, after, place, changes, reasons]), newUnits]),
    )
    .digest('base64url')

/** Judges every row of a file by what is there now. `meId`: nobody shuts themselves out. */
export const judgePeople = async (db: Db, file: WrittenPeople, { createsUnits, meId }: { createsUnits: boolean; meId: number }): Promise<JudgedFile> => {
  if (file.missing.length > 0) return { people: [], newUnits: [], digest: digestOf([], []) }
  const said = file.rows.map(row => readPerson(row).said)
  const numbers = [...new Set(said.map(({ employeeNo }) => employeeNo))].filter(no => /^[A-Z0-9_-]{1,32}$/.test(no))
  const addresses = [...new Set(said.flatMap(({ email }) => (email !== undefined && /^[\x21-\x7e]+$/.test(email) ? [email] : [])))]
  const circumstances = {
    known: new Map((await listKnown(db, numbers)).map(person => [person.employeeNo, person])),
    owners: await ownersOf(db, addresses),
    places: placesOf(await listUnitRows(db)),
    ...{ createsUnits, meId, seen: new Set<string>(), emails: new Map<string, string>() },
  }
  const people = file.rows.map(row => judgeRow(row, circumstances))
  const newUnits = newUnitsIn(people, circumstances.places)
  return { people, newUnits, digest: digestOf(people, newUnits) }
}
