import { z } from 'zod'
import { roles } from './role.ts'

/** The number by which the company knows a person; it is what names them in every URL. */
export const EmployeeNo = z
  .string()
  .trim()
  .min(1)
  .max(32)
  .regex(/^[A-Za-z0-9_-]+$/, 'letters, digits, - and _ only')

/** A unit of the organisation, by id and name. */
export const UnitRef = z.object({ id: z.int(), name: z.string() }).meta({ id: 'UnitRef' })
export type UnitRef = Readonly<z.infer<typeof UnitRef>>

/** A person as an issuer sees one when choosing whom to issue to. */
export const Person = z.object({ employeeNo: z.string(), fullName: z.string(), unit: UnitRef, isActive: z.boolean() }).meta({ id: 'Person' })
export type Person = z.infer<typeof Person>

export const Role = z.enum(roles)
