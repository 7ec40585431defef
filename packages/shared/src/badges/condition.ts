import { categoryOfStatistic, type BadgeCategory, type Statistic } from './category.ts'

/** One thing that a rule asks for. Counts are whole numbers from 1, percentages and scores whole numbers from 0 to 100. */
export type Condition =
  /** A statistic has come this far. */
  | { readonly statistic: Statistic; readonly atLeast: number }
  /** So many different exams whose best score is at least this. */
  | { readonly examScore: { readonly atLeast: number; readonly times: number } }
  /** So many questions answered in rounds of practice that each had this accuracy in percent. */
  | { readonly practice: { readonly answered: number; readonly accuracyAtLeast: number } }
  /** So many active days in a row, at any time. */
  | { readonly streak: number }
  /** This growth path has been completed, or any. */
  | { readonly path: number | 'any' }
  | { readonly firstSignIn: true }
  /** Given by hand: never met by itself. */
  | { readonly manual: true }

/** What a badge is awarded for: a condition, or all or any of several rules. */
export type BadgeRule = Condition | { readonly all: readonly BadgeRule[] } | { readonly any: readonly BadgeRule[] }

/** Every condition in a rule. */
export const conditionsIn = (rule: BadgeRule): Condition[] => {
  if ('all' in rule) return rule.all.flatMap(conditionsIn)
  return 'any' in rule ? rule.any.flatMap(conditionsIn) : [rule]
}

/** The category whose statistics a condition asks. */
export const categoryOf = (condition: Condition): BadgeCategory => {
  if ('statistic' in condition) return categoryOfStatistic[condition.statistic]
  if ('examScore' in condition) return 'exam'
  if ('practice' in condition) return 'practice'
  return 'streak' in condition ? 'streak' : 'special'
}

/** A condition, and where in its rule it stands: `['all', 1]`. */
export interface PlacedCondition {
  readonly condition: Condition
  readonly place: readonly (string | number)[]
}
/** Every condition in a rule, and where it stands. */
export const placedIn = (rule: BadgeRule, place: PlacedCondition['place'] = []): PlacedCondition[] => {
  if ('all' in rule) return rule.all.flatMap((part, at) => placedIn(part, [...place, 'all', at]))
  return 'any' in rule ? rule.any.flatMap((part, at) => placedIn(part, [...place, 'any', at])) : [{ condition: rule, place }]
}

/**
 * The conditions of a rule that ask what belongs to another category. None may: which is why checking one category touches nothing else.
 * A badge given by hand may be of any.
 */
export const foreignIn = (rule: BadgeRule, category: BadgeCategory): PlacedCondition[] =>
  placedIn(rule).filter(({ condition }) => !('manual' in condition) && categoryOf(condition) !== category)
