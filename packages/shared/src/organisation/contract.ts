import { z } from 'zod'
import { endpoint, fileEndpoint } from '../contract/endpoint.ts'
import { pageOf, pageQuery } from '../page.ts'
import { EmployeeNo, Role } from '../people/person.ts'
import { pathId } from '../publication.ts'
import { locales } from '../session/session.ts'
import { NewPerson, PersonChange, PersonFileVerdict, PersonImport, PersonRecord, PersonSearch, Unit, UnitName } from './person.ts'
import { personFileLimits } from './personFile.ts'

const person = z.object({ employeeNo: EmployeeNo })
const unit = z.object({ id: pathId })
/** Base64 takes four characters for three bytes. */
const longest = Math.ceil(personFileLimits.bytes / 3) * 4
const file = z.base64().max(longest)
const maxBody = longest + 10_000
const createsUnits = z.boolean().default(false).describe('Whether units that are not there yet are created')

/** People and units, for those who keep them. */
export const organisation = {
  /** Everybody, by employee number: also those who have left. `q` looks in name, number and e-mail; a unit is meant with all below it. */
  people: endpoint({
    method: 'GET',
    path: '/api/directory',
    access: 'admin',
    summary: 'Everybody, with their records',
    query: z.strictObject({
      q: PersonSearch.optional(),
      unitId: pathId.optional(),
      role: Role.optional(),
      state: z.enum(['active', 'left']).optional(),
      ...pageQuery,
    }),
    returns: pageOf(PersonRecord).extend({ total: z.int().describe('How many the filter lets through') }),
  }),
  /** One person's record. */
  person: endpoint({
    method: 'GET',
    path: '/api/people/:employeeNo',
    access: 'admin',
    summary: 'One person',
    params: person,
    returns: PersonRecord,
    problems: ['person_not_found'],
  }),
  /** Somebody new, who cannot sign in before they have a password. */
  create: endpoint({
    method: 'POST',
    path: '/api/people',
    access: 'admin',
    summary: 'Add a person',
    body: NewPerson,
    returns: PersonRecord,
    status: [201],
    problems: ['number_taken', 'email_taken', 'unit_not_found'],
  }),
  /** Changes a record. Certificates keep what they were issued with; who is moved counts in the new unit from now on. Nobody takes the admin role from themselves. */
  change: endpoint({
    method: 'PATCH',
    path: '/api/people/:employeeNo',
    access: 'admin',
    summary: "Change a person's record",
    params: person,
    body: PersonChange,
    returns: PersonRecord,
    problems: ['person_not_found', 'person_anonymised', 'email_taken', 'unit_not_found', 'own_account', 'last_admin'],
  }),
  /** Has left: signed out everywhere at once, and cannot sign in. Certificates stay valid. */
  deactivate: endpoint({
    method: 'POST',
    path: '/api/people/:employeeNo/deactivate',
    access: 'admin',
    summary: 'Note that a person has left',
    params: person,
    returns: PersonRecord,
    problems: ['person_not_found', 'person_anonymised', 'own_account', 'last_admin'],
  }),
  /** Is back. */
  activate: endpoint({
    method: 'POST',
    path: '/api/people/:employeeNo/activate',
    access: 'admin',
    summary: 'Note that a person is back',
    params: person,
    returns: PersonRecord,
    problems: ['person_not_found', 'person_anonymised'],
  }),
  /** What would become of a file of people: CSV with commas, semicolons or tabs, in UTF-8, UTF-16 or GBK. An empty cell changes nothing. Nothing is written. */
  checkFile: endpoint({
    method: 'POST',
    path: '/api/directory/check',
    access: 'admin',
    summary: 'Look through a file of people',
    body: z.strictObject({ file, createsUnits }),
    maxBody,
    returns: PersonFileVerdict,
    problems: ['file_unreadable', 'payload_too_large'],
  }),
  /** Takes the good rows of a file, all of them or none, as they were judged when it was looked through. The same file again changes nothing. */
  importFile: endpoint({
    method: 'POST',
    path: '/api/directory/import',
    access: 'admin',
    summary: 'Take over a file of people',
    body: z.strictObject({ file, createsUnits, digest: z.string().max(64) }),
    maxBody,
    returns: PersonImport,
    problems: ['file_unreadable', 'payload_too_large', 'file_judged_anew'],
  }),
  /** The rows that have to be put right, as they were written, each with its reasons. */
  restOfFile: fileEndpoint({
    method: 'POST',
    path: '/api/directory/rest.csv',
    access: 'admin',
    summary: 'The rows of a file of people that have to be put right (CSV)',
    body: z.strictObject({ file, createsUnits, locale: z.enum(locales).default('zh-CN') }),
    maxBody,
    contentType: 'text/csv; charset=utf-8',
    problems: ['file_unreadable', 'payload_too_large'],
  }),
  /** A file to begin with. */
  exampleFile: fileEndpoint({
    method: 'GET',
    path: '/api/directory/example.csv',
    access: 'admin',
    summary: 'A file of people to begin with (CSV)',
    query: z.strictObject({ locale: z.enum(locales).default('zh-CN') }),
    contentType: 'text/csv; charset=utf-8',
  }),
  /** All units, each before those below it. */
  units: endpoint({
    method: 'GET',
    path: '/api/units',
    access: 'admin',
    summary: 'The tree of units',
    returns: z.object({ items: z.array(Unit) }),
  }),
  /** A new unit below another. Two of one name do not stand side by side. */
  createUnit: endpoint({
    method: 'POST',
    path: '/api/units',
    access: 'admin',
    summary: 'Add a unit',
    body: z.strictObject({ parentId: z.int().positive(), name: UnitName }),
    returns: Unit,
    status: [201],
    problems: ['unit_not_found', 'unit_name_taken', 'unit_too_deep'],
  }),
  /** Calls a unit otherwise. Certificates keep the name they were issued with. */
  renameUnit: endpoint({
    method: 'PATCH',
    path: '/api/units/:id',
    access: 'admin',
    summary: 'Rename a unit',
    params: unit,
    body: z.strictObject({ name: UnitName }),
    returns: Unit,
    problems: ['unit_not_found', 'unit_name_taken'],
  }),
  /** Moves a unit, with all below it, under another one; sums and who is told of what follow. */
  moveUnit: endpoint({
    method: 'POST',
    path: '/api/units/:id/move',
    access: 'admin',
    summary: 'Move a unit with all below it',
    params: unit,
    body: z.strictObject({ parentId: z.int().positive() }),
    returns: Unit,
    problems: ['unit_not_found', 'unit_name_taken', 'unit_below_itself', 'unit_too_deep'],
  }),
  /** Deletes a unit that is empty and never had anybody in it. */
  deleteUnit: endpoint({
    method: 'DELETE',
    path: '/api/units/:id',
    access: 'admin',
    summary: 'Delete an empty unit',
    params: unit,
    returns: z.undefined(),
    status: [204],
    problems: ['unit_not_found', 'unit_in_use'],
  }),
}
