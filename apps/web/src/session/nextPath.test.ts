import { describe, expect, it } from 'vitest'
import { parseNext } from './nextPath.ts'

const origin = 'https://wallet.example'

describe('the way back after signing in', () => {
  it.each(['/', '/me', '/certificates/KPL-2026-7K3M-9QXD-4R2T', '/?type=exam', '/issued?q=%E5%BC%A0#top'])('keeps %s', path =>
    expect(parseNext(path, origin)).toBe(path),
  )

  it.each([
    'https://evil.example',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    ' //evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    '@evil.example',
    'evil.example',
    '',
    '/login?next=/login',
    undefined,
    null,
    ['/me'],
  ])('turns %j into the wallet', raw => expect(parseNext(raw, origin)).toBe('/'))
})
