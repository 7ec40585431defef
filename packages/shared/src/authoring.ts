import { z } from 'zod'
import { PublicationState, rowId } from './publication.ts'

/** What everything says that is written for learners and listed for its authors. */
export const authored = {
  id: rowId,
  title: z.string(),
  englishTitle: z.string(),
  state: PublicationState,
  version: z.int().describe('The newest: every change makes one'),
  publishedVersion: z
    .int()
    .nullable()
    .describe('What learners see; null: nothing was published yet. A smaller one than `version`: there are unpublished changes'),
  updatedAt: z.iso.datetime(),
}

/** One line in a list of what is written for learners. */
export const AuthoredRow = z.object(authored).meta({ id: 'AuthoredRow' })
export type AuthoredRow = z.infer<typeof AuthoredRow>

/** How many there are in which state; `changed` are published and have unpublished changes. */
export const AuthoredCounts = z.object({ draft: z.int(), published: z.int(), changed: z.int(), retired: z.int() }).meta({ id: 'AuthoredCounts' })
export type AuthoredCounts = z.infer<typeof AuthoredCounts>

/** The version that a change is based on: where another one is there by now, it is refused with `stale_version` and nothing is lost. */
export const basedOn = { version: z.int().positive().describe('The version that was changed; another one is there: 409') }
/** What is sent to publish: the version that was looked at. */
export const VersionBody = z.strictObject(basedOn)

/** Ids in the order in which learners see them; what is left out stays behind them, in the order it had. */
export const OrderBody = z.strictObject({
  ids: z
    .array(rowId)
    .min(1)
    .max(2000)
    .refine(ids => new Set(ids).size === ids.length, 'stands here twice'),
})
