import { describe, expect, it } from 'vitest'
import { everything, type Narrowed } from './issued.ts'
import { addressOf, narrowedBy } from './issuedAddress.ts'

const now = new Date('2026-11-23T06:05:00Z')
const read = (query: Record<string, string>) => narrowedBy(query, now, 'Asia/Shanghai')

describe('the address of everything issued', () => {
  it('says nothing where nothing is narrowed down', () => {
    expect(addressOf(everything)).toEqual({})
    expect(read({})).toEqual(everything)
  })

  it.each<Partial<Narrowed>>([
    { q: '消防', type: 'exam', status: 'valid', templateId: 3, unitId: 12 },
    { period: 90, from: '2026-08-26' },
    { period: 'own', from: '2026-01-01', to: '2026-02-01' },
    { period: 'own' },
  ])('leads back to what was narrowed down: %o', narrowed => {
    const whole = { ...everything, ...narrowed }
    expect(read(addressOf(whole) as Record<string, string>)).toEqual(whole)
  })

  it('leaves out what it cannot mean', () => {
    expect(read({ type: 'x', status: '1', template: '-1', unit: '1e3', days: '8', from: '2026-02-30', other: 'x' })).toEqual(everything)
    expect(read({ days: 'own', from: '2026-02-30', to: 'x' })).toEqual({ ...everything, period: 'own' })
  })
})
