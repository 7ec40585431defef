import { describe, expect, it } from 'vitest'
import { clausesOf, clipped, lettersOf } from './greeting.ts'

describe('a greeting', () => {
  it.each([
    ['守住每一份数据', 7],
    ['👨‍👩‍👧‍👦🇨🇳👍🏽', 3],
    ['é', 1],
    ['', 0],
  ])('%s has as many letters as a reader counts: %i', (text, count) => expect(lettersOf(text)).toHaveLength(count))

  it('is cut after forty letters, and never inside one', () => {
    expect(clipped('字'.repeat(50))).toBe('字'.repeat(40))
    expect(clipped('👨‍👩‍👧‍👦'.repeat(41))).toBe('👨‍👩‍👧‍👦'.repeat(40))
  })
  it('stays one line, read in one direction', () => expect(clipped('一\n二\u202E三')).toBe('一 二 三'))
  it('does not grow without end by marks on one letter', () => expect(clipped(`a${'\u0301'.repeat(5000)}`).length).toBeLessThanOrEqual(480))
  it('keeps what looks like markup as it is', () => expect(clipped('<b>{{x}}</b>')).toBe('<b>{{x}}</b>'))
})

describe('the clauses of a sentence', () => {
  it.each([
    ['守住每一份数据，就是守住信任。', ['守住每一份数据，', '就是守住信任。']],
    ['好！！真好', ['好！！', '真好']],
    ['，开头', ['，', '开头']],
    ['Well prepared, well passed.', ['Well prepared, well passed.']],
    ['', []],
  ])('%s', (text, clauses) => expect(clausesOf(text)).toEqual(clauses))
})
