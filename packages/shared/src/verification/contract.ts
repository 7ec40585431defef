import { z } from 'zod'
import { endpoint } from '../contract/endpoint.ts'
import { Verdict } from './verdict.ts'

export const verification = {
  /** Whether a certificate is real. Always 200: a malformed or unknown number is an answer. After too many unknown numbers from one address: 429. */
  verify: endpoint({
    method: 'GET',
    path: '/api/verify/:certificateNo',
    access: 'anyone',
    summary: 'Verify a certificate by its number',
    params: z.object({ certificateNo: z.string().max(200) }),
    returns: Verdict,
    problems: ['too_many_requests'],
  }),
}
