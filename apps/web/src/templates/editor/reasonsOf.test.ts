import { describe, expect, it } from 'vitest'
import { slipWords } from './reasonsOf.ts'
import { roomOf } from './rooms.ts'

const keys = (key: string, fill?: object) => `${key} ${JSON.stringify(fill)}`

describe('what is wrong with a template', () => {
  it('names the placeholder that there is not, and those there are', () => {
    const words = slipWords(keys, '{{name}} is no placeholder; there are {{holderName}}')
    expect(words).toContain('templates.reason.placeholder')
    expect(words).toContain('"what":"{{name}}"')
    expect(words).toMatch(/"allowed":"\{\{holderName\}\} \{\{title\}\}/)
  })

  it('leads to the part of the editor in which it stands', () => {
    expect(['form.texts.heading', 'sealUrl', 'templateStyle', 'numberPrefix', 'name'].map(roomOf)).toEqual(['design', 'design', 'style', 'facts', 'facts'])
  })
})
