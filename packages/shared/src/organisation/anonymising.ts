import { z } from 'zod'
import { endpoint } from '../contract/endpoint.ts'
import { EmployeeNo } from '../people/person.ts'

const params = z.object({ employeeNo: EmployeeNo })

/** Why a person cannot be anonymised: it is whoever asks, or it has been done. */
export const anonymisingObstacles = ['self', 'done'] as const

const count = z.int().nonnegative()

/** What anonymising a person would do. There is no way back. */
export const Anonymisation = z
  .object({
    employeeNo: z.string(),
    fullName: z.string(),
    isActive: z.boolean().describe('Whether they could still sign in: they are deactivated in the same step'),
    obstacle: z.enum(anonymisingObstacles).nullable(),
    certificates: count.describe('Stay and can be verified, without the name; their pictures are withdrawn'),
    copies: count.describe('Files made of these certificates: removed'),
    links: count.describe('Links to them that have not been taken back'),
    requests: count.describe('Corrections of the name that nobody has decided: closed'),
    sessions: count.describe('Where they are signed in: ended'),
    listRows: count.describe('Rows about them in lists that were issued: emptied'),
    mentions: count.describe('Texts of courses, questions, templates and the like in which the name stands, or a word that is written the same'),
  })
  .meta({ id: 'Anonymisation' })
export type Anonymisation = Readonly<z.infer<typeof Anonymisation>>

/** Their number once more, and what becomes of the name in texts for learners: it is taken out of them, or it is a word there that stays. */
export const AnonymiseOrder = z.strictObject({ confirm: z.string().trim().max(32), mentions: z.enum(['takeOut', 'leave']) }).meta({ id: 'AnonymiseOrder' })
export type AnonymiseOrder = Readonly<z.infer<typeof AnonymiseOrder>>

/** Takes the name of a person out of everything that is kept. */
export const anonymising = {
  /** What it would do, counted, and what stands in its way. */
  preview: endpoint({
    method: 'GET',
    path: '/api/people/:employeeNo/anonymisation',
    access: 'admin',
    summary: 'What anonymising a person would do',
    params,
    returns: Anonymisation,
    problems: ['person_not_found'],
  }),
  /** Does it, at once and for good. `confirm` is the employee number, typed again. Answers the pseudonym that stands in its place. */
  anonymise: endpoint({
    method: 'POST',
    path: '/api/people/:employeeNo/anonymise',
    access: 'admin',
    summary: 'Anonymise a person',
    params,
    body: AnonymiseOrder,
    returns: z.object({ employeeNo: z.string().describe('The pseudonym'), certificates: count.describe('From which the name was taken') }),
    problems: ['person_not_found', 'person_self', 'person_anonymised'],
  }),
}
