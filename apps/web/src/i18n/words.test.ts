import { describe, expect, it } from 'vitest'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'

type Tree = { readonly [key: string]: string | Tree }
const leaves = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] satisfies [string, string]] : leaves(value, `${path}${key}.`),
  )
const placeholders = (text: string) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].filter(name => name !== 'n').sort()
const english = new Map(leaves(en))

describe('the words', () => {
  it.each(leaves(zhCN))('%s says something in both languages, about the same things', (key, chinese) => {
    const other = english.get(key) ?? ''
    expect(chinese.trim()).not.toBe('')
    expect(other.trim()).not.toBe('')
    expect(placeholders(other)).toEqual(placeholders(chinese))
  })
  it('never shout', () => {
    for (const [, text] of [...leaves(zhCN), ...leaves(en)]) expect(text).not.toMatch(/[!！]/)
  })
})
