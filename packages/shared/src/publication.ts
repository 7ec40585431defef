import { z } from 'zod'
import { line, plainText } from './text.ts'

const largestId = 2_147_483_647
/** A row's id as it fits an INTEGER column. */
export const rowId = z.int().positive().max(largestId)
/** The same in an address. */
export const pathId = z.coerce.number().int().positive().max(largestId)

/**
 * The life of what is written for learners (courses, exams, badges, paths). Only what is published is seen by employees;
 * what is retired takes no newcomers, and stays with those who have it.
 */
export const publicationStates = ['draft', 'published', 'retired'] as const
/** Where something is in that life. */
export const PublicationState = z.enum(publicationStates)
export type PublicationState = z.infer<typeof PublicationState>

/** What everything that is published is called, and where it stands in its list. */
export const published = {
  title: line(100),
  englishTitle: line(200),
  summary: plainText(300),
  sortOrder: z.int().min(0).max(9999),
}
