import { badgeCategories } from '@wallet/shared/badges/category'
import { foreignIn, type BadgeRule } from '@wallet/shared/badges/condition'
import { describe, expect, it } from 'vitest'
import { blankRule, conditionOf, formOf, isWhole, kindOf, kindsOf, placeOf, ruleOf, type RuleGroup } from './ruleForm.ts'

const [lessons, courses, exams] = (['lessonsDone', 'coursesCompleted', 'examsPassed'] as const).map(conditionOf) as [BadgeRule, BadgeRule, BadgeRule]

describe('a rule as it is written', () => {
  it.each<[string, BadgeRule]>([
    ['one condition', lessons],
    ['all of several', { all: [lessons, courses] }],
    ['three storeys', { any: [lessons, { all: [courses, { any: [exams, lessons] }] }] }],
  ])('is the rule again: %s', (_, rule) => expect(ruleOf(formOf(rule))).toEqual(rule))

  it('leaves out groups of nothing, and groups of one are that one', () => {
    const group = (...parts: RuleGroup['parts']): RuleGroup => ({ join: 'any', parts })
    expect(ruleOf(group(group(), group(conditionOf('streak'))))).toEqual({ streak: 7 })
    expect(ruleOf(group(group()))).toBeNull()
  })

  it('knows where the server would find its parts', () => {
    const form: RuleGroup = { join: 'all', parts: [conditionOf('streak'), { join: 'any', parts: [] }, conditionOf('path')] }
    expect([0, 2].map(at => placeOf(form, at, 'rule'))).toEqual(['rule.all.0', 'rule.all.1'])
    expect(placeOf(formOf(lessons), 0, 'rule')).toBe('rule')
  })

  it('begins with what its category may ask for, and offers nothing else', () => {
    for (const category of badgeCategories) {
      const rules = [ruleOf(blankRule(category)), ...kindsOf(category).map(conditionOf)]
      for (const rule of rules) expect(rule && foreignIn(rule, category)).toEqual([])
      expect(kindsOf(category).map(kind => kindOf(conditionOf(kind)))).toEqual(kindsOf(category))
    }
  })

  it('is whole once every figure is there', () => {
    expect([isWhole({ all: [lessons, { streak: 3 }] }), isWhole({ streak: null as never })]).toEqual([true, false])
  })
})
