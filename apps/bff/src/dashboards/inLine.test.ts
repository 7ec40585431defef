import { once } from 'node:events'
import { Readable } from 'node:stream'
import { expect, it } from 'vitest'
import { fileFor, readFor } from './inLine.ts'

it('reads four lists at a time for one person, refuses them the fifth, and holds up nobody else', async () => {
  const gate = Promise.withResolvers<string>()
  const open = Array.from({ length: 4 }, () => readFor(1, () => gate.promise))
  await expect(readFor(1, async () => 'fifth')).rejects.toMatchObject({ code: 'too_many_requests' })
  expect(await readFor(2, async () => 'another')).toBe('another')
  gate.resolve('read')
  expect(await Promise.all(open)).toEqual(['read', 'read', 'read', 'read'])
  expect(await readFor(1, async () => 'later')).toBe('later')
})

it('counts a file among them until all of it has been sent, or nobody waits for it any more', async () => {
  const file = () => fileFor(3, async () => ({ stream: Readable.from(['a', 'b']) }))
  const files = [await file(), await file(), await file(), await file()]
  await expect(file()).rejects.toMatchObject({ code: 'too_many_requests' })
  for (const [n, { stream }] of files.entries()) {
    const closed = once(stream, 'close')
    if (n === 0) stream.resume()
    else stream.destroy()
    await closed
  }
  await expect(fileFor(3, () => Promise.reject(new Error('none')))).rejects.toThrow('none')
  expect(await Promise.all([file(), file(), file(), file()])).toHaveLength(4)
})
