/** What a person is to the product. */
export const roles = ['employee', 'manager', 'issuer', 'admin'] as const
export type Role = (typeof roles)[number]

/** Who may make a call; every level but `anyone` needs a session. */
export type Access = 'anyone' | 'signedIn' | 'manager' | 'issuer' | 'admin'

const allowed: Record<Exclude<Access, 'anyone'>, readonly Role[]> = {
  signedIn: roles,
  manager: ['manager', 'issuer', 'admin'],
  issuer: ['issuer', 'admin'],
  admin: ['admin'],
}

/** Whether someone with this role (null: nobody signed in) may make a call of this access. */
export const mayCall = (role: Role | null, access: Access): boolean => access === 'anyone' || (role !== null && allowed[access].includes(role))
