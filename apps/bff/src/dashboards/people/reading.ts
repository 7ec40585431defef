import type { PeopleFilter, PersonBehind } from '@wallet/shared/dashboards/people'
import type { Day } from '@wallet/shared/certificates/validity'
import type { Row } from '../../db/query.ts'
import type { Deps } from '../../deps.ts'
import type { Scope } from '../scope.ts'

/** A column by which rows are ordered and pages are cut; `falls`: the greatest first. The last one makes an order complete. */
export interface OrderKey {
  readonly sql: string
  readonly kind: 'instant' | 'integer' | 'code'
  readonly falls?: boolean
}

/** What is asked, of whom, on which local day. */
export interface Asked {
  readonly deps: Pick<Deps, 'db' | 'clock' | 'config'>
  readonly scope: Scope
  readonly filter: PeopleFilter
  readonly today: Day
}

/** What a row says beyond who it is about. */
export type Told = Omit<PersonBehind, 'employeeNo' | 'fullName' | 'unit' | 'post'>
/** A row that says nothing else. */
export const nothing = { title: null, englishTitle: null, templateId: null, state: null, day: null, daysLeft: null, amount: null } as const
export const untouched = { isRenewing: false, remindedOn: null } as const

/** How the rows of a measure are read. */
export interface Reading {
  /** `u` is the person; `o` the unit by which a row belongs to what somebody may look at. */
  readonly from: string
  /** Of `missing` and the like; that of the subtree is added by whoever reads. */
  readonly where: readonly string[]
  /** Beyond those of the person and the order. */
  readonly columns?: string
  readonly order: readonly OrderKey[]
  readonly given?: Readonly<Record<string, unknown>>
  /** Where the post somebody has now is no answer. */
  readonly isAsAtIssue?: boolean
  /** What each row of a page says. */
  readonly tell: (rows: readonly Row[]) => Told[] | Promise<Told[]>
}

/** People who work here now. */
export const peopleHere = 'users u JOIN org_units o ON o.id = u.org_unit_id'
export const isHere = 'u.is_active = 1'
