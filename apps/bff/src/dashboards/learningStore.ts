import { periodsOf } from '@wallet/shared/dashboards/period'
import type { DepartmentRanking, UnitLearning } from '@wallet/shared/dashboards/ranking'
import type { UnitRef } from '@wallet/shared/people/person'
import type { Db } from '../db/connect.ts'
import { number, select, text } from '../db/query.ts'
import type { Scope } from './scope.ts'
import type { When } from './when.ts'

interface Learnt {
  readonly unit: UnitRef
  readonly parentId: number
  readonly people: number
  readonly seconds: number
}

/** Units of which `condition` is true, in the order of the organisation, with their people and the time these have learnt this month. */
const listLearnt = async (db: Db, condition: string, { unitId }: Scope, { day }: When): Promise<Learnt[]> => {
  const sql = `SELECT o.id, o.name, o.parent_id, p.people, COALESCE(l.seconds, 0) AS seconds FROM org_units o
    JOIN org_people p ON p.unit_id = o.id AND p.kind = 'active' LEFT JOIN org_learning l ON l.unit_id = o.id AND l.period = :month
    WHERE ${condition} AND p.people > 0 ORDER BY o.id`
  const [, , month] = periodsOf(day)
  return (await select(db, sql, { unitId, month })).map(row => ({
    unit: { id: number(row['id']), name: text(row['name']) },
    parentId: number(row['parent_id']),
    people: number(row['people']),
    seconds: number(row['seconds']),
  }))
}

const byMost = (one: Learnt, other: Learnt) => other.seconds * one.people - one.seconds * other.people
const minutesOf = ({ unit, people, seconds }: Learnt): UnitLearning => ({ unit, minutes: Math.round((100 * seconds) / (60 * people)) / 100 })

/** Departments, and the teams of each, by the time that people have learnt this month. */
export const readLearning = async (db: Db, scope: Scope, when: When): Promise<DepartmentRanking> => {
  const departments = await listLearnt(db, 'o.parent_id = :unitId', scope, when)
  const teams = Map.groupBy(
    await listLearnt(db, 'o.parent_id IN (SELECT d.id FROM org_units d WHERE d.parent_id = :unitId)', scope, when),
    ({ parentId }) => parentId,
  )
  return {
    departments: departments.toSorted(byMost).map(one => ({ ...minutesOf(one), teams: (teams.get(one.unit.id) ?? []).toSorted(byMost).map(minutesOf) })),
  }
}
