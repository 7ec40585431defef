import { mostTeams, type PeopleField, type PeopleStates } from '@wallet/shared/dashboards/coverage'
import type { Share } from '@wallet/shared/dashboards/figures'
import type { UnitRef } from '@wallet/shared/people/person'
import type { Db } from '../db/connect.ts'
import { number, select, selectOne } from '../db/query.ts'
import { expiringBefore } from './days.ts'
import type { Scope } from './scope.ts'
import { listBelow, listSecondBelow, unitOf } from './unitStore.ts'
import type { When } from './when.ts'

type States = Omit<PeopleStates, 'unit'>
const nobody: States = { covered: 0, expiring: 0, missing: 0 }

const countPeople = async (db: Db, unitIds: readonly number[]): Promise<ReadonlyMap<number, number>> => {
  const rows = await select(db, "SELECT unit_id, people FROM org_people WHERE unit_id IN (:unitIds) AND kind = 'active'", { unitIds })
  return new Map(rows.map(row => [number(row['unit_id']), number(row['people'])]))
}

/** People of units by state; those of whom nothing is required are covered. */
const readStates = async (db: Db, unitIds: readonly number[], when: When): Promise<ReadonlyMap<number, States>> => {
  const sql = `SELECT unit_id, SUM(CASE WHEN until_day < :day THEN people ELSE 0 END) AS missing, SUM(CASE WHEN until_day < :day THEN 0 ELSE people END) AS expiring
    FROM org_standing WHERE unit_id IN (:unitIds) AND kind = 'required' AND until_day < :soon GROUP BY unit_id`
  const rows = await select(db, sql, { unitIds, day: when.day, soon: expiringBefore(when) })
  const lacking = new Map(rows.map(row => [number(row['unit_id']), { missing: number(row['missing']), expiring: number(row['expiring']) }]))
  return new Map(
    [...(await countPeople(db, unitIds))].map(([id, people]) => {
      const { missing, expiring } = lacking.get(id) ?? nobody
      return [id, { covered: Math.max(0, people - missing - expiring), expiring, missing }]
    }),
  )
}

const minus = (whole: States, parts: readonly States[]): States => {
  const without = (state: keyof States) => Math.max(0, whole[state] - parts.reduce((sum, part) => sum + part[state], 0))
  return { covered: without('covered'), expiring: without('expiring'), missing: without('missing') }
}
const isSomebody = ({ covered, expiring, missing }: States) => covered + expiring + missing > 0

/** A unit as blocks of people: those of the units right below it, and those who belong to itself. */
const blocksOf = (unit: UnitRef, below: readonly UnitRef[], states: ReadonlyMap<number, States>): PeopleStates[] => {
  const of = (id: number) => states.get(id) ?? nobody
  const own = minus(
    of(unit.id),
    below.map(({ id }) => of(id)),
  )
  const blocks = below.map(one => ({ unit: one, ...of(one.id) })).filter(isSomebody)
  return isSomebody(own) ? [{ unit, ...own }, ...blocks] : blocks
}

interface Department {
  readonly unit: UnitRef
  readonly teams: PeopleStates[]
}

/** Departments divided into teams; undivided where those are too many, and where even departments are, the unit as one. */
const departmentsOf = (
  scope: Scope,
  below: readonly UnitRef[],
  second: readonly (UnitRef & { parentId: number })[],
  states: ReadonlyMap<number, States>,
): Department[] => {
  const whole = unitOf(scope)
  const teamsOf = ({ id }: UnitRef) => second.filter(({ parentId }) => parentId === id).map(({ id: teamId, name }) => ({ id: teamId, name }))
  const direct = blocksOf(whole, below, states)
  const divided = direct.map(({ unit, ...counted }) => ({ unit, teams: unit.id === whole.id ? [{ unit, ...counted }] : blocksOf(unit, teamsOf(unit), states) }))
  if (divided.flatMap(({ teams }) => teams).length <= mostTeams) return divided
  if (direct.length <= mostTeams) return direct.map(block => ({ unit: block.unit, teams: [block] }))
  return [{ unit: whole, teams: [{ unit: whole, ...(states.get(whole.id) ?? nobody) }] }]
}

const countRequired = async (db: Db, { unitId }: Scope): Promise<number> =>
  number((await selectOne(db, 'SELECT COUNT(DISTINCT template_id) AS n FROM coverage_ends WHERE unit_id = :unitId', { unitId }))?.['n'])

/** The people of a unit by department and team, by what they hold of all that is required of them. */
export const readField = async (db: Db, scope: Scope, when: When): Promise<PeopleField> => {
  const [below, second] = [await listBelow(db, scope), await listSecondBelow(db, scope)]
  // Where there are more, departments are not divided.
  const shown = second.length > mostTeams ? [] : second
  const states = await readStates(
    db,
    [unitOf(scope), ...below, ...shown].map(({ id }) => id),
    when,
  )
  return { requirements: await countRequired(db, scope), departments: departmentsOf(scope, below, shown, states) }
}

/** People of whom nothing that is required is missing, of all people. */
export const readPeopleCovered = async (db: Db, { unitId }: Scope, when: When): Promise<Share> => {
  const { covered, expiring, missing } = (await readStates(db, [unitId], when)).get(unitId) ?? nobody
  return { part: covered + expiring, whole: covered + expiring + missing }
}
