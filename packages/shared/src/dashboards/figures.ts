import { z } from 'zod'
import { UnitRef } from '../people/person.ts'

/** How many. */
export const count = z.int().min(0)
/** A local day, `2026-11-23`, in the organisation's zone. */
export const localDay = z.iso.date()
/** A local month, `2026-11`, in the organisation's zone. */
export const localMonth = z.string().regex(/^\d{4}-\d{2}$/)
/** A part of a whole, both counted: whoever shows it makes its own percent of it, and nothing is rounded twice. */
export const Share = z.object({ part: count, whole: count }).meta({ id: 'Share' })
export type Share = Readonly<z.infer<typeof Share>>

/** What an organisation wants of its coverage, in whole percent; the floor is never above the goal. */
export const CoverageAims = z
  .object({
    goal: z.int().min(1).max(100).describe('What it wants to reach: 95 where nobody has said otherwise'),
    floor: z.int().min(1).max(100).describe('Below this any one cell is a gap: 90 where nobody has said otherwise'),
  })
  .meta({ id: 'CoverageAims' })
export type CoverageAims = Readonly<z.infer<typeof CoverageAims>>

/** Certificates issued in a span of time, and in the one it is fairly compared with. Revoked ones count: they were issued. */
export const IssuedFigure = z.object({ issued: count, before: count }).meta({ id: 'IssuedFigure' })
export type IssuedFigure = Readonly<z.infer<typeof IssuedFigure>>

/** People of whom something was recorded on a local day: a lesson, a practice, an exam, a badge. Each once. */
export const ActiveDay = z.object({ day: localDay, people: count }).meta({ id: 'ActiveDay' })

/** Who was active, each person once. */
export const ActiveFigure = z
  .object({
    today: count.describe('Up to now'),
    weekAgo: count.describe('On the same weekday a week ago, in as many whole hours as have begun of today'),
    thisWeek: count.describe('From Monday'),
    thisMonth: count,
    days: z.array(ActiveDay).describe('The last 30 local days, the oldest first; the last is today. Days without anybody are there with 0'),
  })
  .meta({ id: 'ActiveFigure' })
export type ActiveFigure = Readonly<z.infer<typeof ActiveFigure>>

/** Attempts at exams that have ended and are scored, in the last twelve local months, this one among them. */
export const ExamFigure = z
  .object({
    taken: count.describe('Attempts, not people'),
    passed: count,
    average: z.number().nullable().describe('Mean score of all attempts, 0–100 with two decimals; null: nobody has taken one'),
  })
  .meta({ id: 'ExamFigure' })
export type ExamFigure = Readonly<z.infer<typeof ExamFigure>>

/** Everything that a row of key figures says about a unit with all below it. People are those who are active employees there now. */
export const KeyFigures = z
  .object({
    unit: UnitRef,
    asOf: z.iso.datetime().describe('The moment that all figures of this answer are as of, in UTC'),
    people: count,
    departments: count.describe('Units right below this one'),
    teams: count.describe('Units below this one that have none below them'),
    active: ActiveFigure,
    certificates: z.object({
      issued: count.describe('Issued up to now in the unit that stands on them, whatever became of them'),
      inForce: count.describe('In force now with the people who are here now: begun, and neither revoked, suspended, superseded nor expired'),
      revoked: count.describe('Ever revoked, of those issued here'),
      today: IssuedFigure.describe('Today up to now; compared with the mean of a workday among the 29 local days before, rounded'),
      thisMonth: IssuedFigure.describe('This month up to now; compared with as many days of the month before, or all of them where it was shorter'),
      byType: z.object({ course: count, exam: count, achievement: count }).describe('Ever issued, by what they are for'),
    }),
    expiring: z.object({
      certificates: count.describe('In force and in their last 30 days'),
      open: count.describe('Those that nobody has begun to renew'),
    }),
    coverage: Share.describe('Pairs of a person and a certificate required of them; part: those with one in force'),
    peopleCovered: Share.describe('People of whom nothing that is required is missing, those of whom nothing is required included; the whole: all people'),
    aims: CoverageAims,
    courses: Share.describe('Enrolments; part: those that are complete'),
    exams: ExamFigure,
  })
  .meta({ id: 'KeyFigures' })
export type KeyFigures = Readonly<z.infer<typeof KeyFigures>>
