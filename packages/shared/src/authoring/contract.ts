import { z } from 'zod'
import { AuthoredCounts } from '../authoring.ts'
import { endpoint } from '../contract/endpoint.ts'

/** What is written for learners, as its authors see it. */
export const authoring = {
  /** How much of each kind there is. */
  counts: endpoint({
    method: 'GET',
    path: '/api/authoring/counts',
    access: 'issuer',
    summary: 'How much content there is, by kind and state',
    returns: z.object({ courses: AuthoredCounts, exams: AuthoredCounts, questions: AuthoredCounts, badges: AuthoredCounts, paths: AuthoredCounts }),
  }),
}
