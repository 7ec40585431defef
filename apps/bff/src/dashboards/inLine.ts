import { fail } from '@wallet/shared/problem'

/** Lists that one person may have read at the same time, in this process: each may look at many rows. */
const most = 4
const reading = new Map<number, number>()

/** Reads for somebody, unless so much is being read for them already: whoever asks for more waits, not everybody else. */
export const readFor = async <T>(userId: number, read: () => Promise<T>): Promise<T> => {
  const open = reading.get(userId) ?? 0
  if (open >= most) fail('too_many_requests', { detail: `At most ${most} lists are read at a time`, retryAfter: 2 })
  reading.set(userId, open + 1)
  try {
    return await read()
  } finally {
    const left = (reading.get(userId) ?? 1) - 1
    if (left > 0) reading.set(userId, left)
    else reading.delete(userId)
  }
}
