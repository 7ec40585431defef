import type { CoverageCell, CoverageHeat, CoverageRow, RequiredCertificate } from '@wallet/shared/dashboards/coverage'
import type { Share } from '@wallet/shared/dashboards/figures'
import type { UnitRef } from '@wallet/shared/people/person'
import type { Db } from '../db/connect.ts'
import { number, select, selectOne } from '../db/query.ts'
import { readAims } from './aimsStore.ts'
import { listRequired } from './certificateStore.ts'
import type { Scope } from './scope.ts'
import { listBelow, unitOf } from './unitStore.ts'
import type { When } from './when.ts'

/** Of whom something is required, and who holds it: until a later month, or until one of the days that are left of this one. */
const pairs = `SELECT unit_id, template_id, people AS required, CASE WHEN until_month > :month THEN people ELSE 0 END AS covered
    FROM coverage_ends WHERE unit_id IN (:unitIds)
  UNION ALL
  SELECT unit_id, template_id, 0, people FROM coverage WHERE unit_id IN (:unitIds) AND until_day >= :day AND until_day <= :lastDay`
const bind = (unitIds: readonly number[], { day }: When) => ({ unitIds, day, month: day.slice(0, 7), lastDay: `${day.slice(0, 7)}-31` })
const amounts = 'SUM(p.required) AS required, SUM(p.covered) AS covered'

/** Cells of units by unit and certificate. */
const readCells = async (db: Db, unitIds: readonly number[], when: When): Promise<ReadonlyMap<string, CoverageCell>> => {
  const sql = `SELECT p.unit_id, p.template_id, ${amounts} FROM (${pairs}) p GROUP BY p.unit_id, p.template_id`
  return new Map(
    (await select(db, sql, bind(unitIds, when))).map(row => [
      `${number(row['unit_id'])} ${number(row['template_id'])}`,
      { required: number(row['required']), covered: number(row['covered']) },
    ]),
  )
}

const totalOf = (cells: readonly (CoverageCell | null)[]): CoverageCell | null => {
  const there = cells.filter(cell => cell !== null)
  const sumOf = (amount: keyof CoverageCell) => there.reduce((sum, cell) => sum + cell[amount], 0)
  return there.length > 0 ? { required: sumOf('required'), covered: sumOf('covered') } : null
}

const rowOf = (unit: UnitRef, certificates: readonly RequiredCertificate[], known: ReadonlyMap<string, CoverageCell>): CoverageRow => {
  const cells = certificates.map(({ id }) => known.get(`${unit.id} ${id}`) ?? null)
  return { unit, cells, total: totalOf(cells) }
}

/** Units × required certificates; what is required of nobody here has no column. */
export const readCoverage = async (db: Db, scope: Scope, when: When): Promise<CoverageHeat> => {
  const [whole, units] = [unitOf(scope), await listBelow(db, scope)]
  const known = await readCells(
    db,
    [whole, ...units].map(({ id }) => id),
    when,
  )
  const certificates = (await listRequired(db)).filter(({ id }) => known.has(`${whole.id} ${id}`))
  return {
    certificates,
    whole: rowOf(whole, certificates, known),
    units: units.map(unit => rowOf(unit, certificates, known)),
    aims: await readAims(db),
  }
}

/** Pairs of a person and a certificate required of them, and those with one in force. */
export const readCoverageShare = async (db: Db, { unitId }: Scope, when: When): Promise<Share> => {
  const row = await selectOne(db, `SELECT ${amounts} FROM (${pairs}) p`, bind([unitId], when))
  return { part: number(row?.['covered'] ?? 0), whole: number(row?.['required'] ?? 0) }
}

/** What is required of anybody in a unit, in the order of the organisation. */
export const listRequiredIn = async (db: Db, { unitId }: Scope): Promise<RequiredCertificate[]> => {
  const rows = await select(db, 'SELECT DISTINCT template_id FROM coverage_ends WHERE unit_id = :unitId', { unitId })
  const here = new Set(rows.map(row => number(row['template_id'])))
  return (await listRequired(db)).filter(({ id }) => here.has(id))
}
