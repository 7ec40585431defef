import { createHash } from 'node:crypto'
import { Failure } from '@wallet/shared/problem'

/** The name under which bytes are kept. */
export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Bytes that are what their name says; others, damaged or cut off, count as not there. */
export const intact = (bytes: Buffer, sha256: string): Buffer | null => (hashOf(bytes) === sha256 ? bytes : null)

/** The store does not answer, or not in time: that passes, and whoever asked may ask again. */
export const outOfReach = (cause: unknown): Failure => Object.assign(new Failure('unavailable', { retryAfter: 5 }), { cause })
