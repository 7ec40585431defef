import { z } from 'zod'
import { UnitRef } from '../people/person.ts'

/** A unit that was looked for, and the one it belongs to: names repeat. */
export const UnitFound = UnitRef.extend({ above: z.string().nullable().describe('Name of the unit right above; null for the highest') }).meta({
  id: 'UnitFound',
})
export type UnitFound = Readonly<z.infer<typeof UnitFound>>
