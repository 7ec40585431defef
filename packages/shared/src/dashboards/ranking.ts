import type { BadgeCategory } from '../badges/category.ts'
import type { ChartUnit } from './figures.ts'

/** Time learnt in this local month up to now, verified as it is for courses, divided by the people who are employees there now. */
export interface UnitLearning {
  readonly unit: ChartUnit
  /** Minutes a person, with two decimals. */
  readonly minutes: number
}

/** Departments by minutes a person, the most first; equals in the order of the organisation. Units without people are not among them. */
export interface DepartmentRanking {
  readonly departments: readonly (UnitLearning & { readonly teams: readonly UnitLearning[] })[]
}

/** Badges of one category that people of a unit hold. */
export interface BadgeCount {
  readonly category: BadgeCategory
  /** Badges held, each person's each badge once. */
  readonly badges: number
  /** People who hold at least one. */
  readonly people: number
}

/** All five categories, the most badges first; equals in the order of categories. */
export interface BadgeBoard {
  readonly categories: readonly BadgeCount[]
}

/** A course, and how far people of a unit are in it. */
export interface CourseCount {
  readonly courseId: number
  readonly title: string
  readonly englishTitle: string
  /** People enrolled, each once. */
  readonly enrolled: number
  /** Those who have completed it. */
  readonly completed: number
}

/** The courses completed by most people, at most ten; equals by more enrolled, then by id. */
export interface CourseBoard {
  readonly courses: readonly CourseCount[]
}

/** A person's place by points of this local month. Equals share a rank and the next is left out: 1, 2, 2, 4. */
export interface RankedPerson {
  readonly rank: number
  /** In full within the team of a manager; masked everywhere else. */
  readonly fullName: string
  readonly unit: ChartUnit
  /** At least 1. */
  readonly points: number
}

/** The ranking inside of a team. Those who are not seen on leaderboards are in neither the rows nor the median. */
export interface TeamRanking {
  /** Everyone with points, the most first. */
  readonly people: readonly RankedPerson[]
  /** The middle one's points; of an even number the mean of the two, with at most one decimal. Null: nobody has any. */
  readonly median: number | null
}

/** The five with most points, names masked. */
export interface TopLearners {
  readonly people: readonly RankedPerson[]
}
