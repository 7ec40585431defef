import { expect, it } from 'vitest'
import { voidPicture } from './voidPicture.ts'

it('fades every colour to a light grey and leaves gradients, shapes and white paper as they are', () => {
  const svg =
    '<svg width="9"><rect fill="#fff"/><path d="M0 0" fill="#000" stroke="#B3261E"/><stop stop-color="#0b6e5b"/><g fill="url(#x)" stroke="none"/></svg>'
  expect(voidPicture(svg)).toBe(
    '<svg data-variant="void" fill="#666666" width="9"><rect fill="#ffffff"/><path d="M0 0" fill="#666666" stroke="#8e8e8e"/><stop stop-color="#9b9b9b"/><g fill="url(#x)" stroke="none"/></svg>',
  )
})
