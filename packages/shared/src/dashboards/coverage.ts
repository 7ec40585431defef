import type { ChartUnit, CoverageAims } from './figures.ts'

/** A certificate that is required of somebody, in the order the organisation gives its requirements; that order never follows the figures. */
export interface RequiredCertificate {
  /** Of the requirement. */
  readonly id: number
  readonly title: string
  readonly englishTitle: string
}

/** People of a unit of whom a certificate is required (at least one), and how many of them hold one in force. */
export interface CoverageCell {
  readonly required: number
  /** Holders of one in force, those included that end within 30 days. */
  readonly covered: number
}

/** A unit with all below it. */
export interface CoverageRow {
  readonly unit: ChartUnit
  /** One for each required certificate, in their order; null: required of nobody here. */
  readonly cells: readonly (CoverageCell | null)[]
  /** Its cells added up: pairs of person and certificate; null: nothing is required of anybody here. */
  readonly total: CoverageCell | null
}

/** Units × required certificates. */
export interface CoverageHeat {
  readonly certificates: readonly RequiredCertificate[]
  /** The unit asked about, as a whole. */
  readonly whole: CoverageRow
  /** The units right below it, in the order of the organisation. */
  readonly units: readonly CoverageRow[]
  readonly aims: CoverageAims
}

/**
 * People of a unit by what they hold of all that is required of them, each counted once. Missing: at least one is missing;
 * expiring: none is missing, at least one ends within 30 days; covered: none of these. People of whom nothing is required are covered.
 */
export interface PeopleStates {
  readonly unit: ChartUnit
  readonly covered: number
  readonly expiring: number
  readonly missing: number
}

/** The people of a unit by department and team. Those who belong to a department itself stand in a team of its own id and name. */
export interface PeopleField {
  /** How many certificates are required of anybody here. */
  readonly requirements: number
  /** In the order of the organisation. */
  readonly departments: readonly { readonly unit: ChartUnit; readonly teams: readonly PeopleStates[] }[]
}

/** What a person holds of one required certificate; of several in force the one that ends last counts. */
export type Holding =
  | { readonly state: 'covered' }
  /** `daysLeft` 0–29: 0 on the last day. `isRenewing`: they have begun to renew it. */
  | { readonly state: 'expiring'; readonly daysLeft: number; readonly isRenewing: boolean }
  /** `expiredDays`: whole days since the last one ended; null: they never had one. */
  | { readonly state: 'missing'; readonly expiredDays: number | null }

/** A person of a team, and what they hold. */
export interface CoverageOfPerson {
  readonly employeeNo: string
  /** In full behind a manager's session; masked on a wall that asks for it. */
  readonly fullName: string
  /** One for each required certificate, in their order; null: not required of them. */
  readonly holdings: readonly (Holding | null)[]
}

/** People × required certificates of one team: those who miss most first, then those of whom something expires soonest, then by employee number. */
export interface CoverageMatrix {
  readonly unit: ChartUnit
  readonly certificates: readonly RequiredCertificate[]
  readonly people: readonly CoverageOfPerson[]
}
