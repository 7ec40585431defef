import { z } from 'zod'
import { endpoint } from '../contract/endpoint.ts'
import { EmployeeNo } from '../people/person.ts'
import { plainText } from '../text.ts'

/** Where people can sign in other than here: by OpenID Connect, or by WeCom (企业微信). */
export const SignOnKind = z.enum(['oidc', 'wecom'])
export type SignOnKind = z.infer<typeof SignOnKind>

/** What the sign-in page offers. */
export const SignOnWays = z
  .object({
    password: z.boolean().describe('Whether people can sign in with a password'),
    providers: z.array(z.object({ id: SignOnKind, name: z.string().nullable().describe('What the organisation calls it; null: its usual name') })),
  })
  .meta({ id: 'SignOnWays' })
export type SignOnWays = z.infer<typeof SignOnWays>

/** An account elsewhere by which a person signs in; instants in UTC. */
export const Identity = z
  .object({
    id: z.int(),
    kind: SignOnKind,
    issuer: z.string().describe('Who vouches for the account'),
    subject: z.string().describe('What the account is called there: opaque, and never given to somebody else'),
    createdAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime(),
  })
  .meta({ id: 'Identity' })
export type Identity = z.infer<typeof Identity>

export const signOn = {
  /** How people can sign in, in the order in which it is shown. */
  ways: endpoint({ method: 'GET', path: '/api/sign-on', access: 'anyone', summary: 'How people can sign in', returns: SignOnWays }),
  /**
   * Begins to sign in elsewhere and sets the cookie that binds it to this browser for ten minutes. Answers the address to go to; from there
   * the browser comes back to `/sign-on/<provider>/callback`, and from that to `returnTo` (a path of this site; otherwise the wallet).
   */
  begin: endpoint({
    method: 'POST',
    path: '/api/sign-on/:provider',
    access: 'anyone',
    summary: 'Begin to sign in by another service',
    params: z.object({ provider: z.string().regex(/^[a-z0-9]{1,20}$/) }),
    body: z.strictObject({ returnTo: plainText(500).optional() }),
    returns: z.object({ url: z.url() }),
    problems: ['sign_on_not_offered', 'sign_on_unavailable', 'too_many_attempts'],
  }),
}

export const identities = {
  /** The accounts by which a person signs in, the oldest first. */
  list: endpoint({
    method: 'GET',
    path: '/api/people/:employeeNo/identities',
    access: 'admin',
    summary: 'Accounts elsewhere by which a person signs in',
    params: z.object({ employeeNo: EmployeeNo }),
    returns: z.object({ items: z.array(Identity) }),
    problems: ['person_not_found'],
  }),
  /** Unties an account from a person and ends their sessions. Whoever signs in by it next is matched anew. */
  untie: endpoint({
    method: 'DELETE',
    path: '/api/people/:employeeNo/identities/:id',
    access: 'admin',
    summary: 'Untie an account from a person, and sign them out everywhere',
    params: z.object({ employeeNo: EmployeeNo, id: z.coerce.number().int().min(1).max(2_147_483_647) }),
    returns: z.undefined(),
    status: [204],
    problems: ['person_not_found', 'identity_not_found'],
  }),
}
