import { mediaLimits } from '@wallet/shared/courses/mediaLimits'
import { fail } from '@wallet/shared/problem'
import type { Request } from 'express'
import { receive } from '../http/receive.ts'
import { recognise, type Recognised } from './recognise.ts'

const longest = Math.max(...Object.values(mediaLimits))
const kindOf = (head: Buffer): Recognised => recognise(head) ?? fail('media_unknown')

export interface Received extends Recognised {
  readonly bytes: Buffer
}

/** The file of a lesson that a request brings, no longer than its kind may be. */
export const receiveMedia = async (request: Request): Promise<Received> => {
  const bytes = await receive(request, longest, head => mediaLimits[kindOf(head).kind])
  return { bytes, ...kindOf(bytes) }
}
