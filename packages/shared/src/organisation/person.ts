import { z } from 'zod'
import { EmployeeNo, Role, UnitRef } from '../people/person.ts'
import { tableDelimiters, tableEncodings } from '../table.ts'
import { line, plainText } from '../text.ts'
import { personColumns, personTroubles, personVerdicts } from './personFile.ts'

/** A person's record, as an admin sees it. */
export const PersonRecord = z
  .object({
    employeeNo: z.string(),
    fullName: z.string(),
    email: z.string().nullable(),
    role: Role,
    unit: UnitRef.extend({ path: z.array(z.string()).describe('The names from the top down to the unit itself') }),
    post: z.string().nullable(),
    isActive: z.boolean().describe('False: has left, and cannot sign in'),
    isAnonymised: z.boolean().describe('The name was taken out of everything: there is nothing left to change'),
    manages: z.array(UnitRef).describe('Units that somebody with the role manager is told of, with all below them'),
    hasPassword: z.boolean(),
    certificates: z.int(),
    lastSignedInAt: z.iso.datetime().nullable(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'PersonRecord' })
export type PersonRecord = z.infer<typeof PersonRecord>

const email = z.email().max(190).toLowerCase()
const unitId = z.int().positive()
const settings = {
  fullName: line(100),
  email: email.nullable(),
  role: Role,
  unitId,
  post: line(60).nullable(),
  manages: z.array(unitId).max(50).describe('Of a manager; nobody else manages anything'),
}

/** Somebody new. Without `manages` a manager manages their own unit. */
export const NewPerson = z
  .strictObject({
    employeeNo: EmployeeNo,
    ...settings,
    email: settings.email.default(null),
    role: settings.role.default('employee'),
    post: settings.post.default(null),
    manages: settings.manages.optional(),
  })
  .meta({ id: 'NewPerson' })
export type NewPerson = z.infer<typeof NewPerson>

/** What changes of a person; what is left out stays. */
export const PersonChange = z
  .strictObject(settings)
  .partial()
  .refine(change => Object.keys(change).length > 0, 'nothing to change')
  .meta({ id: 'PersonChange' })
export type PersonChange = z.infer<typeof PersonChange>

const FileReason = z.object({ column: z.enum(personColumns).nullable(), trouble: z.enum(personTroubles) })

/** A row of a file with what becomes of it; `changes` are the columns that say something new. */
export const PersonFileRow = z
  .object({
    row: z.int().describe('As a spreadsheet counts: the header is row 1'),
    verdict: z.enum(personVerdicts),
    employeeNo: z.string(),
    fullName: z.string(),
    changes: z.array(z.enum(personColumns)),
    reasons: z.array(FileReason),
  })
  .meta({ id: 'PersonFileRow' })
export type PersonFileRow = z.infer<typeof PersonFileRow>

/** What would become of a file. `digest` stands for this judgement: with another one it is not taken. */
export const PersonFileVerdict = z
  .object({
    encoding: z.enum(tableEncodings),
    delimiter: z.enum(tableDelimiters),
    missing: z.array(z.enum(personColumns)).describe('Columns without which nothing can be said'),
    counts: z.object({ new: z.int(), changed: z.int(), same: z.int(), bad: z.int() }),
    newUnits: z.array(z.string()).describe('Units that would be created, with those above them'),
    rows: z.array(PersonFileRow).describe('Those that change something or have to be put right: 500 at most, bad ones first'),
    digest: z.string(),
  })
  .meta({ id: 'PersonFileVerdict' })
export type PersonFileVerdict = z.infer<typeof PersonFileVerdict>

/** What came of a file. */
export const PersonImport = z.object({ created: z.int(), changed: z.int(), same: z.int(), left: z.int(), units: z.int() }).meta({ id: 'PersonImport' })
export type PersonImport = z.infer<typeof PersonImport>

/** A unit with what is in it: `people` are active and in this very unit, `below` in it and all below it. */
export const Unit = z
  .object({
    id: z.int(),
    name: z.string(),
    parentId: z.int().nullable(),
    depth: z.int().describe('0: the organisation itself'),
    people: z.int(),
    below: z.int(),
    mayBeDeleted: z.boolean().describe('Nobody is or was in it, and nothing is below it'),
  })
  .meta({ id: 'Unit' })
export type Unit = z.infer<typeof Unit>

/** The name of a unit. `/` stands between units where a path is written. */
export const UnitName = line(100).refine(name => !name.includes('/'), 'may not contain /')
/** What is looked for among people. */
export const PersonSearch = plainText(100)
