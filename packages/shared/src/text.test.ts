import { describe, expect, it } from 'vitest'
import { asSeen, shortened } from './text.ts'

describe('a text', () => {
  it('is the same as another that looks the same', () => {
    for (const text of ['周雨桐', '周\u200b雨桐', '\ufeff周雨桐', '周雨桐\u3164', ' 周雨桐 ']) expect(asSeen(text)).toBe('周雨桐')
    expect([asSeen('e\u0301'), asSeen('Li  Ming')]).toEqual(['é', 'Li  Ming'])
  })
  it('is cut between what is seen as characters, never within one', () => {
    expect([shortened('安全', 2), shortened('安全员', 2), shortened('a𠮷b', 2), shortened('a𠮷b', 3)]).toEqual(['安全', '安全', 'a', 'a𠮷'])
    expect([shortened('👩‍🏭证', 4), shortened('e\u0301e\u0301', 3)]).toEqual(['', 'e\u0301'])
  })
})
