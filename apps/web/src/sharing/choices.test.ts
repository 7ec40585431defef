import { describe, expect, it } from 'vitest'
import { choicesFrom, withoutHidden } from './choices.ts'

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
  it('is said in its address', () => {
    expect(withoutHidden('/file.svg', undefined)).toBe('/file.svg')
    expect(withoutHidden('/file.svg', 'name')).toBe('/file.svg?hide=name')
    expect(withoutHidden('/file.png?width=1200', 'name,score')).toBe('/file.png?width=1200&hide=name,score')
  })
})
