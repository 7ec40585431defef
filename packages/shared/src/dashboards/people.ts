import { z } from 'zod'
import { badgeCategories } from '../badges/category.ts'
import { parseDay } from '../certificates/validity.ts'
import { pageQuery } from '../page.ts'
import { EmployeeNo, UnitRef } from '../people/person.ts'
import { pathId } from '../publication.ts'
import { plainText } from '../text.ts'
import { count, localDay } from './figures.ts'

/** What a number counts; each opens the people behind it. */
export const measures = ['people', 'active', 'missing', 'expiring', 'exam', 'issued', 'revoked', 'learning', 'badges', 'course', 'person'] as const
export type Measure = (typeof measures)[number]

/** Which people are asked for, before it is known whether the fields belong together. */
const fields = {
  measure: z.enum(measures),
  period: z.enum(['day', 'week', 'month']).optional().describe('Of `active`'),
  templateId: pathId.optional().describe('Of `missing`; without it any required certificate'),
  withinDays: z.coerce
    .number()
    .pipe(z.union([z.literal(7), z.literal(30), z.literal(60), z.literal(90)]))
    .optional()
    .describe('Of `expiring`'),
  renewal: z.enum(['open', 'renewing']).optional().describe('Of `expiring`; without it all'),
  examId: pathId.optional().describe('Of `exam`'),
  when: z
    .string()
    .regex(/^\d{4}-\d{2}(-\d{2})?$/)
    .refine(when => parseDay(when.length === 7 ? `${when}-01` : when) !== null, 'is no month and no day')
    .optional()
    .describe('Of `issued`: a local month (`2026-11`) or day (`2026-11-23`); without it all that were ever issued'),
  category: z.enum(badgeCategories).optional().describe('Of `badges`'),
  courseId: pathId.optional().describe('Of `course`'),
  employeeNo: EmployeeNo.optional().describe('Of `person`'),
  q: plainText(100).optional().describe('Part of a name, or the beginning of an employee number'),
}
const { measure: _measure, q: _q, ...ofMeasures } = fields
type Field = keyof typeof ofMeasures
const fieldNames = Object.keys(ofMeasures) as Field[]
/** What each measure needs, and what it may be given. */
const takes: Record<Measure, { readonly needed?: Field; readonly allowed?: Field }> = {
  people: {},
  active: { needed: 'period' },
  missing: { allowed: 'templateId' },
  expiring: { needed: 'withinDays', allowed: 'renewal' },
  exam: { needed: 'examId' },
  issued: { allowed: 'when' },
  revoked: {},
  learning: {},
  badges: { needed: 'category' },
  course: { needed: 'courseId' },
  person: { needed: 'employeeNo' },
}

type Given = Readonly<Record<string, unknown>>
const takenBy = ({ measure }: Given) => (measures.some(known => known === measure) ? takes[measure as Measure] : null)
const isNeeded = (given: Given, field: Field) => takenBy(given)?.needed === field && given[field] === undefined
const isOutOfPlace = (given: Given, field: Field) => {
  const taken = takenBy(given)
  return taken !== null && given[field] !== undefined && taken.needed !== field && taken.allowed !== field
}

/** Refuses fields that a measure does not know, and insists on those it needs: all of them at once, and also where something else is wrong. */
const fitting = <S extends z.ZodRawShape>(shape: S) => {
  const when = () => true
  let query = z.strictObject(shape)
  for (const field of fieldNames)
    query = query
      .refine(given => !isNeeded(given, field), { path: [field], message: 'has to be given for this measure', when })
      .refine(given => !isOutOfPlace(given, field), { path: [field], message: 'does not belong to this measure', when })
  return query
}

/** Which people are asked for, all of them. */
export const PeopleFilter = fitting(fields)
export type PeopleFilter = Readonly<z.output<typeof PeopleFilter>>
/** The same, a page at a time. */
export const PeopleQuery = fitting({ ...fields, ...pageQuery })

/** A row behind a number: a person, and what makes them count. What a measure has nothing to say about is null. */
export const PersonBehind = z
  .object({
    key: z.string().describe('Of the row, the same each time it is asked for'),
    employeeNo: z.string(),
    fullName: z.string(),
    unit: UnitRef.describe('Where the person is now; of `issued` and `revoked`: where they were when it was issued'),
    post: z.string().nullable().describe('Theirs now; of `issued` and `revoked` null'),
    title: z.string().nullable().describe('Of the certificate, exam, course or badge'),
    englishTitle: z.string().nullable(),
    templateId: z.int().nullable().describe('Of a required or expiring certificate: what a reminder is about'),
    state: z.enum(['covered', 'expiring', 'missing', 'passed', 'failed', 'completed', 'underway']).nullable(),
    day: localDay.nullable().describe('Last day of validity, day of issue, of revocation, of the attempt, of the badge or of completion'),
    daysLeft: z.int().nullable().describe('Until that last day, 0 on it; below 0: so many days ago'),
    amount: z.number().nullable().describe('Score of `exam`, minutes of `active` and `learning`, percent of `course`'),
    isRenewing: z.boolean().describe('They have begun to renew it'),
    remindedOn: localDay.nullable().describe('When they were last reminded of it by somebody'),
  })
  .meta({ id: 'PersonBehind' })
export type PersonBehind = Readonly<z.infer<typeof PersonBehind>>

/** The people behind a number. */
export const PeopleBehind = z
  .object({
    unit: UnitRef,
    items: z.array(PersonBehind),
    nextCursor: z.string().nullable(),
    total: count.describe('Rows in all: the number that was opened; with `q` those that fit'),
    people: count.describe('People among them, each once'),
    open: count.nullable().describe('Of `expiring`: those that nobody has begun to renew, whatever `renewal` asks for'),
  })
  .meta({ id: 'PeopleBehind' })
export type PeopleBehind = Readonly<z.infer<typeof PeopleBehind>>

/** People to be reminded of certificates that they miss or that end soon. */
export const ReminderOrder = z.strictObject({
  items: z
    .array(z.strictObject({ employeeNo: EmployeeNo, templateId: z.int().positive() }))
    .min(1)
    .max(500),
})
export type ReminderOrder = Readonly<z.infer<typeof ReminderOrder>>
/** What became of it, by person and certificate: whoever was told of this threshold before, or needs it no longer, is not told again. */
export const ReminderResult = z.object({ reminded: count, already: count, notNeeded: count }).meta({ id: 'ReminderResult' })
export type ReminderResult = Readonly<z.infer<typeof ReminderResult>>
