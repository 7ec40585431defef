import { describe, expect, it } from 'vitest'
import { opensAt } from './expiry.ts'

describe('a certificate can be renewed', () => {
  it.each([
    ['2027-02-20T16:00:00.000Z', '2026-11-22T16:00:00.000Z'],
    ['2027-02-21T04:00:00.000Z', '2026-11-23T04:00:00.000Z'],
    ['2026-05-01T22:00:00.000Z', '2026-01-31T22:00:00.000Z'],
  ])('until %s, from %s on', (validUntil, opens) => {
    expect(opensAt(new Date(validUntil)).toISOString()).toBe(opens)
  })
})
