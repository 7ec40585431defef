import { expect, it } from 'vitest'
import { nameClasses } from './nameScript.ts'

const latinOnly = (char: string) => /[ -~]/.test(char)

it.each([
  ['张伟', ['is-han2']],
  ['欧阳䶮', ['is-han']],
  ['阿不都热依木·买买提', ['is-han']],
  ['𠮷田 太郎', []],
  ["Anne-Marie O'Neil", []],
  ['Айгүл', ['is-ext']],
  ['', []],
])('the name %s is set as %j', (name, classes) => {
  expect(nameClasses(name, latinOnly)).toEqual(classes)
})
