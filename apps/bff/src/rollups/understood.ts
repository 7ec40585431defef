import { parseDay } from '@wallet/shared/certificates/validity'
import { z } from 'zod'

const id = z.int().positive()
const ids = z.array(id)
const days = z.array(z.string().refine(day => parseDay(day) !== null))
const certificate = z.object({ certificateNo: z.string().regex(/^[\x20-\x7e]+$/) })

const schemas: Readonly<Record<string, z.ZodType>> = {
  'certificate.issued': certificate,
  'certificate.revoked': certificate,
  'certificate.suspended': certificate,
  'certificate.restored': certificate,
  'certificate.superseded': certificate,
  'person.learned': z.object({ userId: id, days, courseIds: ids, badgeIds: ids }),
  'person.changed': z.object({ userId: id, unitIds: ids }),
  'badge.changed': z.object({ badgeId: id }),
  'unit.moved': z.object({ unitId: id, parentIds: ids }),
  'requirement.changed': z.object({ unitId: id }),
}

/** Whether what was told is as its topic has it; what no sum heeds always is. */
export const isUnderstood = ({ topic, payload }: { readonly topic: string; readonly payload: unknown }): boolean =>
  schemas[topic]?.safeParse(payload).success ?? true
