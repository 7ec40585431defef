import { z } from 'zod'
import { badgeCategories } from '../badges/category.ts'
import { UnitRef } from '../people/person.ts'
import { count } from './figures.ts'

/** Time learnt in this local month up to now, verified as it is for courses, divided by the people who are employees there now. */
export const UnitLearning = z.object({ unit: UnitRef, minutes: z.number().describe('A person, with two decimals') }).meta({ id: 'UnitLearning' })
export type UnitLearning = Readonly<z.infer<typeof UnitLearning>>

/** Departments by minutes a person, the most first; equals in the order of the organisation. Units without people are not among them. */
export const DepartmentRanking = z
  .object({ departments: z.array(UnitLearning.extend({ teams: z.array(UnitLearning).describe('The most first') })) })
  .meta({ id: 'DepartmentRanking' })
export type DepartmentRanking = Readonly<z.infer<typeof DepartmentRanking>>

/** Badges of one category that people of a unit hold. */
export const BadgeCount = z
  .object({
    category: z.enum(badgeCategories),
    badges: count.describe("Badges held, each person's each badge once"),
    people: count.describe('People who hold at least one'),
  })
  .meta({ id: 'BadgeCount' })
export type BadgeCount = Readonly<z.infer<typeof BadgeCount>>

/** All five categories, the most badges first; equals in the order of categories. */
export const BadgeBoard = z.object({ categories: z.array(BadgeCount) }).meta({ id: 'BadgeBoard' })
export type BadgeBoard = Readonly<z.infer<typeof BadgeBoard>>

/** A course, and how far people of a unit are in it. */
export const CourseCount = z
  .object({ courseId: z.int(), title: z.string(), englishTitle: z.string(), enrolled: count.describe('People, each once'), completed: count })
  .meta({ id: 'CourseCount' })
export type CourseCount = Readonly<z.infer<typeof CourseCount>>

/** The courses completed by most people, at most ten; equals by more enrolled, then by id. */
export const CourseBoard = z.object({ courses: z.array(CourseCount) }).meta({ id: 'CourseBoard' })
export type CourseBoard = Readonly<z.infer<typeof CourseBoard>>

/** A person's place by points of this local month. Equals share a rank and the next is left out: 1, 2, 2, 4. */
export const RankedPerson = z
  .object({
    rank: z.int().min(1),
    fullName: z.string().describe('In full within the team of a manager; masked everywhere else'),
    unit: UnitRef,
    points: z.int(),
  })
  .meta({ id: 'RankedPerson' })
export type RankedPerson = Readonly<z.infer<typeof RankedPerson>>

/** The ranking inside of a unit. Those who are not seen on leaderboards are in neither the rows nor the median. */
export const TeamRanking = z
  .object({
    people: z.array(RankedPerson).describe('Those with points, the most first; at most fifty'),
    median: z.number().nullable().describe("The middle one's points; of an even number the mean of the two, with at most one decimal. Null: nobody has any"),
  })
  .meta({ id: 'TeamRanking' })
export type TeamRanking = Readonly<z.infer<typeof TeamRanking>>

/** The five with most points, names masked. */
export const TopLearners = z.object({ people: z.array(RankedPerson) }).meta({ id: 'TopLearners' })
export type TopLearners = Readonly<z.infer<typeof TopLearners>>
