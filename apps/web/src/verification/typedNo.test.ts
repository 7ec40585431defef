import { describe, expect, it } from 'vitest'
import { emptyNo, eraseBefore, nextPart, numberOf, readWhole, slipOf, typeInto } from './typedNo.ts'

const empty = emptyNo('KPL')
const good = { prefix: 'KPL', parts: ['2026', '0000', '0000', '000D'] }

describe('the number field', () => {
  it.each([
    ['with hyphens', 'KPL-2026-0000-0000-000D'],
    ['without, in small letters', 'kpl2026oooo0000000d'],
    ['with spaces, full width', 'ＫＰＬ ２０２６ 0000 0000 000D'],
  ])('takes a whole number pasted into any part: %s', (_, text) => {
    for (const part of [0, 1, 2, 3]) expect(typeInto(empty, part, text)).toEqual(good)
  })
  it('takes a number with other letters in front', () => expect(typeInto(empty, 1, 'ACME-2024-0000-0000-0000').prefix).toBe('ACME'))
  it('goes on in the next part when one is full', () => {
    const typed = typeInto(empty, 1, '7K3M9')
    expect(typed.parts).toEqual(['', '7K3M', '9', ''])
    expect(nextPart(typed, 1)).toBe(2)
  })
  it('does not overwrite the next part with one key too many', () => expect(typeInto(good, 1, '00007').parts).toEqual(good.parts))
  it('loses the symbol in front of a part when that part is erased backwards', () => {
    expect(eraseBefore(good, 3).parts).toEqual(['2026', '0000', '000', '000D'])
    expect(eraseBefore(empty, 1)).toEqual(empty)
  })
  it('reads look-alikes as digits', () => expect(typeInto(empty, 2, 'iLo0').parts[2]).toBe('1100'))
  it.each(['hello', '', '2026-0000', '你好'])('cannot read %j as a number', text => expect(readWhole(text)).toBeNull())

  it('knows a good number', () => {
    expect(slipOf(good)).toBeNull()
    expect(numberOf(good)).toBe('KPL-2026-0000-0000-000D')
  })
  it('says nothing of the check symbol while the letters in front are not known', () => expect(slipOf({ ...good, prefix: '' })).toBeNull())
  it.each([
    ['a wrong check symbol', { ...good, parts: ['2026', '0000', '0000', '000E'] }, { kind: 'checkSymbol' }],
    ['two missing', { ...good, parts: ['2026', '00', '0000', '000D'] }, { kind: 'missing', count: 2, part: 1 }],
    ['a letter that no number has', { ...good, parts: ['2026', '0000', '0U00', ''] }, { kind: 'symbol', symbol: 'U', part: 2 }],
    ['a letter in the year', { ...good, parts: ['2O2A', '0000', '0000', '000D'] }, { kind: 'symbol', symbol: 'O', part: 0 }],
    ['nothing', empty, { kind: 'missing', count: 16, part: 0 }],
  ] as const)('says what is wrong: %s', (_, typed, slip) => expect(slipOf(typed)).toEqual(slip))
})
