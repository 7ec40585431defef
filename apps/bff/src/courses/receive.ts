import { mediaLimits } from '@wallet/shared/courses/mediaLimits'
import { fail } from '@wallet/shared/problem'
import type { Request } from 'express'
import { recognise, type Recognised } from './recognise.ts'

const longest = Math.max(...Object.values(mediaLimits))
/** As much as it takes to recognise a file. */
const headLength = 16

export interface Received extends Recognised {
  readonly bytes: Buffer
}

/** Reads a file as it comes in, and no further than its kind may be long. */
const read = async (request: Request): Promise<Received> => {
  const parts: Buffer[] = []
  let length = 0
  let found: Recognised | null = null
  for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    parts.push(part)
    length += part.length
    if (!found && length >= headLength) found = recognise(Buffer.concat(parts)) ?? fail('media_unknown')
    if (found && length > mediaLimits[found.kind]) fail('payload_too_large')
  }
  return { bytes: Buffer.concat(parts), ...(found ?? fail('media_unknown')) }
}

/** The file that a request brings. What is refused is still taken off the line, so that whoever sends it hears why. */
export const receive = async (request: Request): Promise<Received> => {
  try {
    if (Number(request.headers['content-length'] ?? 0) > longest) fail('payload_too_large')
    return await read(request)
  } finally {
    request.resume()
  }
}
