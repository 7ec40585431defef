import { expect, it } from 'vitest'
import { readFor } from './inLine.ts'

it('reads four lists at a time for one person, refuses them the fifth, and holds up nobody else', async () => {
  const gate = Promise.withResolvers<string>()
  const open = Array.from({ length: 4 }, () => readFor(1, () => gate.promise))
  await expect(readFor(1, async () => 'fifth')).rejects.toMatchObject({ code: 'too_many_requests' })
  expect(await readFor(2, async () => 'another')).toBe('another')
  gate.resolve('read')
  expect(await Promise.all(open)).toEqual(['read', 'read', 'read', 'read'])
  expect(await readFor(1, async () => 'later')).toBe('later')
})
