import { z } from 'zod'
import { endpoint } from '../contract/endpoint.ts'
import { EmployeeNo } from '../people/person.ts'
import { passwordLength } from './passwordRules.ts'

const token = z.string().regex(/^[\w-]{43}$/, 'is not one of ours')
/** A new password: any characters, however long a sentence. */
const NewPassword = z.string().min(passwordLength.least, `has to have at least ${passwordLength.least} characters`).max(passwordLength.most)

/** Passwords: set by a link that works once, or changed by whoever knows the old one. */
export const passwords = {
  /** Makes a link by which a person sets a password. It is shown once, works once and for 72 hours; an older one stops working. */
  makeLink: endpoint({
    method: 'POST',
    path: '/api/people/:employeeNo/password-link',
    access: 'admin',
    summary: 'Make a link to set a password',
    params: z.object({ employeeNo: EmployeeNo }),
    returns: z.object({ url: z.string(), expiresAt: z.iso.datetime() }),
    status: [201],
    problems: ['person_not_found', 'person_inactive', 'password_sign_in_off'],
  }),
  /** Whose link it is, before a password is chosen. The token comes in the body: an address would be logged. */
  checkLink: endpoint({
    method: 'POST',
    path: '/api/password/check',
    access: 'anyone',
    summary: 'Whose link it is',
    body: z.strictObject({ token }),
    returns: z.object({ employeeNo: z.string(), expiresAt: z.iso.datetime() }),
    problems: ['password_link_gone', 'too_many_attempts'],
  }),
  /** Sets the password and uses the link up; the person is signed out everywhere and signs in with the new one. */
  set: endpoint({
    method: 'POST',
    path: '/api/password',
    access: 'anyone',
    summary: 'Set a password by a link',
    body: z.strictObject({ token, password: NewPassword }),
    returns: z.undefined(),
    status: [204],
    problems: ['password_link_gone', 'password_guessable', 'too_many_attempts', 'password_sign_in_off'],
  }),
  /** Changes my password; every other device is signed out. */
  change: endpoint({
    method: 'PUT',
    path: '/api/me/password',
    access: 'signedIn',
    summary: 'Change my password',
    body: z.strictObject({ current: z.string().min(1).max(200), password: NewPassword }),
    returns: z.undefined(),
    status: [204],
    problems: ['wrong_password', 'password_guessable', 'too_many_attempts', 'password_sign_in_off'],
  }),
}
