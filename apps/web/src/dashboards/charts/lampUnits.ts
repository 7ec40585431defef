import type { PeopleField, PeopleStates } from '@wallet/shared/dashboards/coverage'
import type { Speech } from './chart.ts'
import { counted } from './numbers.ts'

type Department = PeopleField['departments'][number]
/** More than these have no room to be told apart. */
const mostBlocks = 60
const mostDepartments = 12

export const peopleOf = ({ covered, expiring, missing }: PeopleStates): number => covered + expiring + missing
const added = (unit: PeopleStates['unit'], all: readonly PeopleStates[]): PeopleStates => ({
  unit,
  covered: all.reduce((sum, { covered }) => sum + covered, 0),
  expiring: all.reduce((sum, { expiring }) => sum + expiring, 0),
  missing: all.reduce((sum, { missing }) => sum + missing, 0),
})
export const wholeOf = ({ unit, teams }: Department): PeopleStates => added(unit, teams)

/** What is gathered from several units: it opens nothing. */
const gathering = 0

/** All departments side by side in one, where there are too many to be named; the smallest of very many in one block. */
const gathered = (departments: readonly Department[], { say, locale }: Speech): Department => {
  const blocks = departments.map(wholeOf)
  const largest = new Set([...blocks].sort((a, b) => peopleOf(b) - peopleOf(a)).slice(0, mostBlocks - 1))
  const others = blocks.filter(block => !largest.has(block))
  const rest = { id: gathering, name: say('dashboards.otherUnits', { n: counted(others.length, locale) }) }
  return {
    unit: { id: gathering, name: say('dashboards.units', { n: counted(departments.length, locale) }) },
    teams: [...blocks.filter(block => largest.has(block)), ...(others.length > 0 ? [added(rest, others)] : [])],
  }
}
/** Whether a block is one unit, and not what is left of many. */
export const isUnit = ({ unit }: PeopleStates): boolean => unit.id !== gathering

/** Departments with people in them, and their teams as blocks: whole departments where there are too many teams. */
export const blocksOf = ({ departments }: PeopleField, speech: Speech): readonly Department[] => {
  const peopled = departments.map(({ unit, teams }) => ({ unit, teams: teams.filter(team => peopleOf(team) > 0) })).filter(({ teams }) => teams.length > 0)
  if (peopled.length > mostDepartments) return [gathered(peopled, speech)]
  const teams = peopled.reduce((sum, department) => sum + department.teams.length, 0)
  return teams <= mostBlocks ? peopled : peopled.map(department => ({ ...department, teams: [wholeOf(department)] }))
}

/** Lamps of a block, if each stands for so many people. Rounding loses no gap: whoever misses something is seen. */
export const lampsOf = ({ covered, expiring, missing }: PeopleStates, perLamp: number): Omit<PeopleStates, 'unit'> => {
  const all = Math.ceil((covered + expiring + missing) / perLamp)
  const share = (people: number) => (people === 0 ? 0 : Math.max(1, Math.round(people / perLamp)))
  const dark = Math.min(all, share(missing))
  const amber = Math.min(all - dark, share(expiring))
  return { missing: dark, expiring: amber, covered: all - dark - amber }
}
