import { expect, it } from 'vitest'
import { maskName } from './maskName.ts'

it.each([
  ['张伟', '张*'],
  ['周雨桐', '周*桐'],
  ['欧阳䶮', '欧*䶮'],
  ['𠮷田 太郎', '𠮷*郎'],
  ['阿不都热依木·买买提', '阿*提'],
  ["Anne-Marie O'Neil", 'Anne-Marie *'],
  ['Айгүл', 'А*'],
  ['Li Na', 'Li *'],
  ['  王  ', '王*'],
  ['', '*'],
])('%j is shown as %j', (name, masked) => expect(maskName(name)).toBe(masked))
