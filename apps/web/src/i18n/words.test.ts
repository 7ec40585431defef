import { describe, expect, it } from 'vitest'
import { en } from './en.ts'
import { auditEn } from './audit.en.ts'
import { auditZhCN } from './audit.zh-CN.ts'
import { authoringEn } from './authoring.en.ts'
import { authoringZhCN } from './authoring.zh-CN.ts'
import { dashboardsEn } from './dashboards.en.ts'
import { dashboardsZhCN } from './dashboards.zh-CN.ts'
import { growthEn } from './growth.en.ts'
import { growthZhCN } from './growth.zh-CN.ts'
import { issuingEn } from './issuing.en.ts'
import { issuingZhCN } from './issuing.zh-CN.ts'
import { learningEn } from './learning.en.ts'
import { learningZhCN } from './learning.zh-CN.ts'
import { meEn } from './me.en.ts'
import { meZhCN } from './me.zh-CN.ts'
import { noticesEn } from './notices.en.ts'
import { noticesZhCN } from './notices.zh-CN.ts'
import { organisationEn } from './organisation.en.ts'
import { organisationZhCN } from './organisation.zh-CN.ts'
import { passwordEn } from './password.en.ts'
import { passwordZhCN } from './password.zh-CN.ts'
import { requestsEn } from './requests.en.ts'
import { requestsZhCN } from './requests.zh-CN.ts'
import { scanningEn } from './scanning.en.ts'
import { scanningZhCN } from './scanning.zh-CN.ts'
import { sharingEn } from './sharing.en.ts'
import { sharingZhCN } from './sharing.zh-CN.ts'
import { signOnEn } from './signOn.en.ts'
import { signOnZhCN } from './signOn.zh-CN.ts'
import { webhooksEn } from './webhooks.en.ts'
import { webhooksZhCN } from './webhooks.zh-CN.ts'
import { zhCN } from './zh-CN.ts'

type Tree = { readonly [key: string]: string | Tree }
const leaves = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] satisfies [string, string]] : leaves(value, `${path}${key}.`),
  )
const placeholders = (text: string) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].filter(name => name !== 'n').sort()
const chinese = [
  zhCN,
  auditZhCN,
  authoringZhCN,
  dashboardsZhCN,
  growthZhCN,
  issuingZhCN,
  learningZhCN,
  meZhCN,
  noticesZhCN,
  organisationZhCN,
  webhooksZhCN,
  passwordZhCN,
  requestsZhCN,
  scanningZhCN,
  sharingZhCN,
  signOnZhCN,
].flatMap(part => leaves(part))
const english = new Map(
  [
    en,
    auditEn,
    authoringEn,
    dashboardsEn,
    growthEn,
    issuingEn,
    learningEn,
    meEn,
    noticesEn,
    organisationEn,
    webhooksEn,
    passwordEn,
    requestsEn,
    scanningEn,
    sharingEn,
    signOnEn,
  ].flatMap(part => leaves(part)),
)

describe('the words', () => {
  it.each(chinese)('%s says something in both languages, about the same things', (key, said) => {
    const other = english.get(key) ?? ''
    expect(said.trim()).not.toBe('')
    expect(other.trim()).not.toBe('')
    expect(placeholders(other)).toEqual(placeholders(said))
  })
  it('never shout', () => {
    for (const [, text] of [...chinese, ...english]) expect(text).not.toMatch(/[!！]/)
  })
})
