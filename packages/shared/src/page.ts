import { z } from 'zod'

/** The query of every list: `limit` 1–100 (20), `cursor` opaque, from the answer before. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(200).optional(),
}

/** One page of a list; `nextCursor` is null at the end. */
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), nextCursor: z.string().nullable() })

export interface Page<T> {
  readonly items: T[]
  readonly nextCursor: string | null
}
