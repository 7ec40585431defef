import { expect, it } from 'vitest'
import { hidingOf, redact } from './redact.ts'

const factsOf = (holderName: string, title: string, description: string | null = null) => ({ holderName, title, description, score: 96.5 })

it.each([
  ['欧阳䶮', '致欧阳䶮的感谢信', '致欧*䶮的感谢信'],
  ['张伟', '张  伟 与张伟', '张* 与张*'],
  ['张伟', '张家港项目 · 伟业', '张家港项目 · 伟业'],
  ['𠮷田 太郎', '𠮷田太郎 / 𠮷田　太郎', '𠮷*郎 / 𠮷*郎'],
  ["Anne-Marie O'Neil", "致Anne-Marie O'Neil，ANNE-MARIE  O'NEIL", '致Anne-Marie *，Anne-Marie *'],
  ['Li Na', 'Li Na, not Berli Nar or Li Nancy', 'Li *, not Berli Nar or Li Nancy'],
  ['Айгүл', 'Айгүл и Айгүлдің', 'А* и Айгүлдің'],
  ['A.B (C)', 'AxB (C) and A.B (C)', 'AxB (C) and A.B *'],
  ["O'Neil Ann", 'O’Neil Ann passed', "O'Neil * passed"],
  ['김민수', '김민수님', '김*님'],
  ['买买提·艾力', '致买买提•艾力', '致买*力'],
  ['José Ruiz', 'Jose\u0301 Ruiz', 'José *'],
  ['周雨桐', '周\u200b雨桐同志', '周*桐同志'],
  ['$& $1', '$& $1', '$& *'],
])('the name %s is masked in %j', (name, title, masked) => {
  expect(redact(factsOf(name, title, title), 'name')).toMatchObject({ title: masked, description: masked, score: 96.5 })
})

it('leaves off what is asked, and nothing else', () => {
  const facts = factsOf('张伟', '张伟')
  expect(redact(facts, 'score')).toEqual({ ...facts, score: null })
  expect(redact(facts, 'name,score')).toEqual({ holderName: '张*', title: '张*', description: null, score: null })
})

it('hides what its holder does not choose to show', () => {
  const hiding = [true, false].flatMap(showName => [true, false].map(showScore => hidingOf({ showName, showScore })))
  expect(hiding).toEqual([undefined, 'score', 'name', 'name,score'])
})

it.each([
  [93.75, '以 93.75 分通过', '以 ** 分通过'],
  [96.5, '得 96.50 分，不是 196.5 或 96.55', '得 ** 分，不是 196.5 或 96.55'],
  [90, '90 分，90.0；90.5、190 不是', '** 分，**；90.5、190 不是'],
])('the score %d is left off in %j', (score, title, without) => {
  expect(redact({ ...factsOf('张伟', title, title), score }, 'score')).toMatchObject({ title: without, description: without, score: null })
})
