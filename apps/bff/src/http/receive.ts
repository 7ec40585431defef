import { fail } from '@wallet/shared/problem'
import type { Request } from 'express'

/** As much as it takes to recognise a file. */
const headLength = 16

const read = async (request: Request, longest: number, mostOf: (head: Buffer) => number): Promise<Buffer> => {
  const parts: Buffer[] = []
  let [length, most, isKnown] = [0, longest, false]
  for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    parts.push(part)
    length += part.length
    if (!isKnown && length >= headLength) {
      most = mostOf(Buffer.concat(parts))
      isKnown = true
    }
    if (length > most) fail('payload_too_large')
  }
  return Buffer.concat(parts)
}

/**
 * The body that a request brings, read as it comes in and no further than it may be long: at most `longest`, and as `mostOf` says by its
 * first bytes, where that does not refuse it at once. What is refused is still taken off the line, so that whoever sends it hears why.
 */
export const receive = async (request: Request, longest: number, mostOf: (head: Buffer) => number = () => longest): Promise<Buffer> => {
  try {
    if (Number(request.headers['content-length'] ?? 0) > longest) fail('payload_too_large')
    return await read(request, longest, mostOf)
  } finally {
    request.resume()
  }
}

/** Lets a few do something that takes memory at a time; who comes then is asked to come again. */
export const aFewAtATime = (most: number): (<T>(work: () => Promise<T>) => Promise<T>) => {
  let underWay = 0
  return async work => {
    if (underWay >= most) return fail('unavailable', { retryAfter: 5 })
    underWay += 1
    try {
      return await work()
    } finally {
      underWay -= 1
    }
  }
}
