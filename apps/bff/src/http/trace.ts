import { fail } from '@wallet/shared/problem'
import type { Request } from 'express'

/** Whether a file that is asked for is to be put on record: not where HEAD asks for its name alone. Another site may not have it asked for. */
export const leavesTrace = (request: Request): boolean => {
  if (request.get('sec-fetch-site') === 'cross-site') fail('forbidden')
  return request.method !== 'HEAD'
}
