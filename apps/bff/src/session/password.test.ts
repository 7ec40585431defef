import { describe, expect, it } from 'vitest'
import { hashPassword, isPassword } from './password.ts'

describe('a password', () => {
  it('is kept as a hash that takes work to check, and never the same twice', async () => {
    const [one, other] = [await hashPassword('correct horse'), await hashPassword('correct horse')]
    expect(one).toMatch(/^scrypt\$32768\$8\$1\$/)
    expect(one).not.toBe(other)
    expect(await Promise.all([one, other].map(hash => isPassword('correct horse', hash)))).toEqual([true, true])
    expect(await isPassword('Correct horse', one)).toBe(false)
  })

  it('can still be checked after the cost has changed, however it was typed', async () => {
    const cheap = await hashPassword('ｐａｓｓ１', undefined, { N: 32, r: 8, p: 1 })
    expect([await isPassword('pass1', cheap), await isPassword('pass2', cheap)]).toEqual([true, false])
  })

  it('of nobody is never right', async () => {
    expect(await isPassword('kpl-demo', null)).toBe(false)
  })
})
