import type { Readable } from 'node:stream'
import { fail } from '@wallet/shared/problem'

/** Lists that one person may have read at the same time, in this process: each may look at many rows. */
const most = 4
const reading = new Map<number, number>()

const begin = (userId: number) => {
  const open = reading.get(userId) ?? 0
  if (open >= most) fail('too_many_requests', { detail: `At most ${most} lists are read at a time`, retryAfter: 2 })
  reading.set(userId, open + 1)
}
const end = (userId: number) => {
  const left = (reading.get(userId) ?? 1) - 1
  if (left > 0) reading.set(userId, left)
  else reading.delete(userId)
}

/**
 * Reads for somebody, unless so much is being read for them already: whoever asks for more waits, not everybody else. What they no longer
 * wait for counts until it has been read.
 */
export const readFor = async <T>(userId: number, read: () => Promise<T>): Promise<T> => {
  begin(userId)
  return read().finally(() => end(userId))
}

/** The same for a file, which is read for as long as it is sent. */
export const fileFor = async <T extends { readonly stream: Readable }>(userId: number, open: () => Promise<T>): Promise<T> => {
  begin(userId)
  try {
    const file = await open()
    file.stream.once('close', () => end(userId))
    return file
  } catch (error) {
    end(userId)
    throw error
  }
}
