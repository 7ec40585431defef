import { describe, expect, it } from 'vitest'
import { choicesFrom, hidingOf, withoutHidden } from './choices.ts'

describe('what was chosen for the last poster', () => {
  it.each([
    [null, { look: 'paper', format: 'portrait', showName: true, showScore: true }],
    ['nonsense', { look: 'paper', format: 'portrait', showName: true, showScore: true }],
    [
      { look: 'ink', format: 'square', showName: false, showScore: false },
      { look: 'ink', format: 'square', showName: false, showScore: false },
    ],
    [
      { look: 'neon', format: 7, showName: 'no' },
      { look: 'paper', format: 'portrait', showName: true, showScore: true },
    ],
  ])('%j is read as %j', (kept, choices) => expect(choicesFrom(kept)).toEqual(choices))
})

describe('what is left off the picture of the certificate', () => {
  it.each([
    [true, true, 96, null],
    [false, true, 96, 'name'],
    [true, false, 96, 'score'],
    [false, false, 96, 'name,score'],
    [false, false, null, 'name'],
    [true, false, null, null],
  ])('name shown %s, score shown %s, score %s: %s', (showName, showScore, score, hiding) =>
    expect(hidingOf({ look: 'paper', format: 'portrait', showName, showScore }, score)).toBe(hiding),
  )

  it('is said in its address', () => {
    expect(withoutHidden('/file.svg', null)).toBe('/file.svg')
    expect(withoutHidden('/file.svg', 'name')).toBe('/file.svg?hide=name')
    expect(withoutHidden('/file.png?width=1200', 'name,score')).toBe('/file.png?width=1200&hide=name,score')
  })
})
