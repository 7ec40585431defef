import { z } from 'zod'
import { UnitRef } from '../people/person.ts'
import { CoverageAims, count } from './figures.ts'

/** A certificate that is required of somebody, in the order the organisation gives its requirements; that order never follows the figures. */
export const RequiredCertificate = z
  .object({ id: z.int().describe('Of the template'), title: z.string(), englishTitle: z.string() })
  .meta({ id: 'RequiredCertificate' })
export type RequiredCertificate = Readonly<z.infer<typeof RequiredCertificate>>

/** People of a unit of whom a certificate is required (at least one), and how many of them hold one in force. */
export const CoverageCell = z
  .object({ required: count, covered: count.describe('Holders of one in force, those included that end within 30 days') })
  .meta({ id: 'CoverageCell' })
export type CoverageCell = Readonly<z.infer<typeof CoverageCell>>

/** A unit with all below it. */
export const CoverageRow = z
  .object({
    unit: UnitRef,
    cells: z.array(CoverageCell.nullable()).describe('One for each required certificate, in their order; null: required of nobody here'),
    total: CoverageCell.nullable().describe('Its cells added up: pairs of person and certificate; null: nothing is required of anybody here'),
  })
  .meta({ id: 'CoverageRow' })
export type CoverageRow = Readonly<z.infer<typeof CoverageRow>>

/** Units × required certificates. */
export const CoverageHeat = z
  .object({
    certificates: z.array(RequiredCertificate),
    whole: CoverageRow.describe('The unit asked about, as a whole'),
    units: z.array(CoverageRow).describe('The units right below it, in the order of the organisation'),
    aims: CoverageAims,
  })
  .meta({ id: 'CoverageHeat' })
export type CoverageHeat = Readonly<z.infer<typeof CoverageHeat>>

/**
 * People of a unit by what they hold of all that is required of them, each counted once. Missing: at least one is missing;
 * expiring: none is missing, at least one ends within 30 days; covered: none of these. People of whom nothing is required are covered.
 */
export const PeopleStates = z.object({ unit: UnitRef, covered: count, expiring: count, missing: count }).meta({ id: 'PeopleStates' })
export type PeopleStates = Readonly<z.infer<typeof PeopleStates>>

/** How many units of people a field has at most; where there are more, departments are not divided. */
export const mostTeams = 60

/** The people of a unit by department and team. Those who belong to a department itself stand in a team of its own id and name. */
export const PeopleField = z
  .object({
    requirements: count.describe('How many certificates are required of anybody here'),
    departments: z.array(z.object({ unit: UnitRef, teams: z.array(PeopleStates) })).describe('In the order of the organisation'),
  })
  .meta({ id: 'PeopleField' })
export type PeopleField = Readonly<z.infer<typeof PeopleField>>

/** What a person holds of one required certificate; of several in force the one that ends last counts. */
export const Holding = z
  .discriminatedUnion('state', [
    z.object({ state: z.literal('covered') }),
    z.object({
      state: z.literal('expiring'),
      daysLeft: z.int().min(0).max(29).describe('0 on the last day'),
      isRenewing: z.boolean().describe('They have begun to renew it'),
    }),
    z.object({ state: z.literal('missing'), expiredDays: z.int().nullable().describe('Whole days since the last one ended; null: they never had one') }),
  ])
  .meta({ id: 'Holding' })
export type Holding = Readonly<z.infer<typeof Holding>>

/** A person of a team, and what they hold. */
export const CoverageOfPerson = z
  .object({
    employeeNo: z.string().describe('The place in the list where names are masked: a number would name its owner'),
    fullName: z.string().describe("In full behind a manager's session; masked on a wall that asks for it"),
    holdings: z.array(Holding.nullable()).describe('One for each required certificate, in their order; null: not required of them'),
  })
  .meta({ id: 'CoverageOfPerson' })
export type CoverageOfPerson = Readonly<z.infer<typeof CoverageOfPerson>>

/** People × required certificates: those who miss most first, then those of whom something expires soonest, then by employee number. */
export const CoverageMatrix = z
  .object({
    unit: UnitRef,
    certificates: z.array(RequiredCertificate),
    people: z.array(CoverageOfPerson),
    total: count.describe('How many people there are, of whom these are one page'),
    nextCursor: z.string().nullable().describe('Null where names are masked: a wall shows one page'),
  })
  .meta({ id: 'CoverageMatrix' })
export type CoverageMatrix = Readonly<z.infer<typeof CoverageMatrix>>
