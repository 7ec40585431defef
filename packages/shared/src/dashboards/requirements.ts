import { z } from 'zod'
import { UnitRef } from '../people/person.ts'
import { rowId } from '../publication.ts'
import { line } from '../text.ts'
import { RequiredCertificate } from './coverage.ts'
import { count } from './figures.ts'

/** What has to be held: by everyone of a unit and all below it, or by those there who have a post. */
export const RequirementShown = z
  .object({
    id: z.int(),
    certificate: RequiredCertificate,
    unit: UnitRef,
    post: z.string().nullable(),
    people: count.describe('Of how many it is required now'),
  })
  .meta({ id: 'Requirement' })
export type RequirementShown = Readonly<z.infer<typeof RequirementShown>>

/** A new one. */
export const RequirementOrder = z.strictObject({ templateId: rowId, unitId: rowId, post: line(60).nullable() })
export type RequirementOrder = Readonly<z.infer<typeof RequirementOrder>>

/** What is required of whom, and what can be chosen from. */
export const RequirementList = z
  .object({
    items: z.array(RequirementShown).describe('In the order in which dashboards show their certificates'),
    units: z.array(UnitRef.extend({ depth: z.int() })).describe('All units, the way down from the top'),
    posts: z.array(z.string()),
    templates: z.array(RequiredCertificate).describe('Active ones'),
  })
  .meta({ id: 'RequirementList' })
export type RequirementList = Readonly<z.infer<typeof RequirementList>>
