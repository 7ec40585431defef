import { z } from 'zod'
import { plainText } from '../text.ts'
import { EmployeeNo, Role, UnitRef } from '../people/person.ts'

/** Languages of the interface. */
export const locales = ['zh-CN', 'en'] as const
export type Locale = (typeof locales)[number]

/** The person who is signed in. */
export const Me = z
  .object({
    employeeNo: z.string(),
    fullName: z.string(),
    role: Role,
    unit: UnitRef,
    locale: z.enum(locales),
    isOffBoards: z.boolean().describe('Does not want to be seen on leaderboards'),
  })
  .meta({ id: 'Me' })
export type Me = z.infer<typeof Me>

/** What people settle for themselves; what is left out stays as it is. */
export const Settings = z
  .strictObject({ locale: z.enum(locales).optional(), isOffBoards: z.boolean().optional() })
  .refine(settings => Object.keys(settings).length > 0, 'nothing to change')

/** `account` is the employee number or the e-mail address. */
export const SignIn = z.strictObject({ account: plainText(254).min(1), password: z.string().min(1).max(200) })

/** One device on which the person is signed in; instants in UTC. */
export const Device = z
  .object({ id: z.string(), userAgent: z.string(), createdAt: z.iso.datetime(), lastSeenAt: z.iso.datetime(), isThisOne: z.boolean() })
  .meta({ id: 'Device' })
export type Device = z.infer<typeof Device>

/** A person of the demo company who can be signed in as with one tap. */
export const DemoPerson = z.object({ employeeNo: EmployeeNo, fullName: z.string(), role: Role, unitName: z.string() }).meta({ id: 'DemoPerson' })
export type DemoPerson = z.infer<typeof DemoPerson>
