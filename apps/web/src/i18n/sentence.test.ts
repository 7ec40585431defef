import { expect, it } from 'vitest'
import { sentence } from './sentence.ts'

it.each([
  ['证书', {}, '证书'],
  ['{n} 张证书', { n: 5 }, '5 张证书'],
  ['{n} day left | {n} days left', { n: 1 }, '1 day left'],
  ['{n} day left | {n} days left', { n: 18 }, '18 days left'],
  ['{n} day left | {n} days left', { n: 0 }, '0 days left'],
  ['{status} · {n} day | {status} · {n} days', { status: 'Valid', n: 2 }, 'Valid · 2 days'],
  ['{first}, {second}', { first: '{second}', second: '$&' }, '{second}, $&'],
  ['Hello {name}', {}, 'Hello {name}'],
])('%j filled with %j reads %j', (pattern, fill, said) => expect(sentence(pattern, fill)).toBe(said))
