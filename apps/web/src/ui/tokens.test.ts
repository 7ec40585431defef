import { expect, it } from 'vitest'
import css from './tokens.css?raw'

const block = (selector: string) =>
  css
    .slice(css.indexOf(selector) + selector.length)
    .split('}')[0]
    ?.replace(/\s+/g, ' ')

it('looks the same in the dark, whether the phone or the person chose it', () => {
  expect(css).toContain('--paper-light')
  expect(block(":root:not([data-theme='light']) {")).toBe(block(":root[data-theme='dark'] {"))
})
