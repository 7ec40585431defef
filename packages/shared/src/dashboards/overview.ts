import { z } from 'zod'
import { UnitRef } from '../people/person.ts'
import { CoverageHeat, CoverageMatrix, PeopleField } from './coverage.ts'
import { ExamBoard } from './exams.ts'
import { ExpiryRadar } from './expiry.ts'
import { Feed } from './feed.ts'
import { KeyFigures } from './figures.ts'
import { BadgeBoard, CourseBoard, DepartmentRanking, TeamRanking, TopLearners } from './ranking.ts'
import { CoverageTrend, IssuanceDays, IssuanceMonths } from './trend.ts'

/** Everything the dashboard and the wall show of a unit with all below it, as of one moment. */
export const Overview = z
  .object({
    figures: KeyFigures,
    isEnterprise: z.boolean().describe('The whole organisation'),
    above: z.array(UnitRef).describe('From the highest unit the caller may look at down to the one right above this; empty for the highest'),
    below: z.array(UnitRef).describe('The units right below, in the order of the organisation'),
    issuanceMonths: IssuanceMonths,
    issuanceDays: IssuanceDays,
    expiry: ExpiryRadar,
    coverage: CoverageHeat,
    field: PeopleField,
    exams: ExamBoard,
    learning: DepartmentRanking,
    badges: BadgeBoard,
    courses: CourseBoard,
    topLearners: TopLearners,
    feed: Feed,
  })
  .meta({ id: 'Overview' })
export type Overview = Readonly<z.infer<typeof Overview>>

/** What only those who lead people see: names, ranking, and how they stand beside the enterprise. */
export const TeamOverview = z
  .object({ ranking: TeamRanking, trend: CoverageTrend, matrix: CoverageMatrix.describe('Its first page') })
  .meta({ id: 'TeamOverview' })
export type TeamOverview = Readonly<z.infer<typeof TeamOverview>>
