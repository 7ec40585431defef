import { categoryOfStatistic, type BadgeCategory, type Statistic } from '@wallet/shared/badges/category'
import type { BadgeRule, Condition } from '@wallet/shared/badges/condition'

/** What a condition asks for, as it is chosen from a list. */
export type ConditionKind = Statistic | 'examScore' | 'practice' | 'streak' | 'path' | 'firstSignIn'

/** Conditions and groups, all of which are needed, or one. As it is written; it may hold one thing, or nothing yet. */
export interface RuleGroup {
  join: 'all' | 'any'
  parts: RulePart[]
}
export type RulePart = RuleGroup | Condition
export const isGroup = (part: RulePart): part is RuleGroup => 'parts' in part

/** As deep as the server lets groups stand in groups, and as many things as it takes. */
export const deepest = 3
export const mostParts = 10

const statisticsOf = (category: BadgeCategory) =>
  (Object.keys(categoryOfStatistic) as Statistic[]).filter(statistic => categoryOfStatistic[statistic] === category)
const others: Readonly<Record<BadgeCategory, readonly ConditionKind[]>> = {
  learning: [],
  exam: ['examScore'],
  practice: ['practice'],
  streak: ['streak'],
  special: ['path', 'firstSignIn'],
}

/** What a badge of a category may ask for. */
export const kindsOf = (category: BadgeCategory): ConditionKind[] => [...others[category], ...statisticsOf(category)]

export const kindOf = (condition: Condition): ConditionKind => {
  if ('statistic' in condition) return condition.statistic
  if ('examScore' in condition) return 'examScore'
  if ('practice' in condition) return 'practice'
  if ('streak' in condition) return 'streak'
  return 'path' in condition ? 'path' : 'firstSignIn'
}

/** A condition of a kind, with figures to begin with. */
export const conditionOf = (kind: ConditionKind): Condition => {
  if (kind === 'examScore') return { examScore: { atLeast: 90, times: 1 } }
  if (kind === 'practice') return { practice: { answered: 50, accuracyAtLeast: 80 } }
  if (kind === 'streak') return { streak: 7 }
  if (kind === 'path') return { path: 'any' }
  return kind === 'firstSignIn' ? { firstSignIn: true } : { statistic: kind, atLeast: 1 }
}

/** A rule to begin with. */
export const blankRule = (category: BadgeCategory): RuleGroup => ({ join: 'all', parts: [conditionOf(kindsOf(category)[0] ?? 'firstSignIn')] })

const partOf = (rule: BadgeRule): RulePart => {
  if ('all' in rule) return { join: 'all', parts: rule.all.map(partOf) }
  return 'any' in rule ? { join: 'any', parts: rule.any.map(partOf) } : rule
}
/** A rule as it is written: always a group, if only of one. */
export const formOf = (rule: BadgeRule): RuleGroup => {
  const part = partOf(rule)
  return isGroup(part) ? part : { join: 'all', parts: [part] }
}

/** The rule that is written: a group of one is that one, and an empty one is nothing. */
export const ruleOf = (part: RulePart): BadgeRule | null => {
  if (!isGroup(part)) return part
  const rules = part.parts.map(ruleOf).filter(rule => rule !== null)
  if (rules.length < 2) return rules[0] ?? null
  return part.join === 'all' ? { all: rules } : { any: rules }
}

const isSaid = (part: RulePart): boolean => ruleOf(part) !== null
/** Where a part of a group stands in the rule that is written: what the server says of `rule.all.1` is shown there. */
export const placeOf = (group: RuleGroup, at: number, path: string): string => {
  const said = group.parts.filter(isSaid)
  if (said.length < 2) return path
  return `${path}.${group.join}.${group.parts.slice(0, at).filter(isSaid).length}`
}

/** Whether every figure has been written. */
export const isWhole = (rule: BadgeRule): boolean => !JSON.stringify(rule).includes('null')
