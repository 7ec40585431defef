import type { Statistic } from '@wallet/shared/badges/category'
import { conditionsIn, type BadgeRule, type Condition } from '@wallet/shared/badges/condition'
import type { BadgeWall, ShownBadge } from '@wallet/shared/badges/shownBadge'
import type { Locale, Say, WordKey } from '../i18n/index.ts'
import { titleIn } from '../i18n/titled.ts'

/** What it takes to say a rule: the words, and the paths that rules speak of. */
export interface Teller {
  readonly t: Say
  readonly locale: Locale
  readonly paths: BadgeWall['paths']
}

const statisticWords = (t: Say, statistic: Statistic, n: number) =>
  statistic === 'learningMinutes' && n % 60 === 0 ? t('wall.rule.learningHours', { n: n / 60 }) : t(`wall.rule.${statistic}`, { n })

const pathWords = ({ t, locale, paths }: Teller, id: number | 'any') => {
  if (id === 'any') return t('wall.rule.anyPath')
  const path = paths.find(one => one.id === id)
  return path ? t('wall.rule.path', { title: titleIn(locale, path) }) : t('wall.rule.somePath')
}

const conditionWords = (teller: Teller, condition: Condition): string => {
  const { t } = teller
  if ('statistic' in condition) return statisticWords(t, condition.statistic, condition.atLeast)
  if ('examScore' in condition) return t('wall.rule.examScore', { n: condition.examScore.times, score: condition.examScore.atLeast })
  if ('practice' in condition) return t('wall.rule.practice', { n: condition.practice.answered, percent: condition.practice.accuracyAtLeast })
  if ('streak' in condition) return t('wall.rule.streak', { n: condition.streak })
  if ('path' in condition) return pathWords(teller, condition.path)
  return t('firstSignIn' in condition ? 'wall.rule.firstSignIn' : 'wall.rule.manual')
}

const partsOf = (rule: BadgeRule) => ('all' in rule ? rule.all : 'any' in rule ? rule.any : null)

/** Where it does not stand first, an English sentence begins small. */
const withinSentence = (words: string) => words.charAt(0).toLowerCase() + words.slice(1)

/** A rule as a sentence; what stands inside another is put in brackets. */
const sentenceOf = (teller: Teller, rule: BadgeRule): string => {
  const parts = partsOf(rule)
  if (!parts) return conditionWords(teller, rule as Condition)
  const join: WordKey = 'all' in rule ? 'wall.and' : 'wall.or'
  const inside = (part: BadgeRule) => (partsOf(part) ? teller.t('wall.brackets', { words: sentenceOf(teller, part) }) : sentenceOf(teller, part))
  return parts.map(inside).reduce((first, second) => teller.t(join, { first, second: withinSentence(second) }))
}

/** What a badge takes, line by line; `joined` says whether all of the lines are needed, or one. */
export const ruleLines = (teller: Teller, rule: BadgeRule): { readonly joined: WordKey | null; readonly lines: readonly string[] } => {
  const parts = partsOf(rule)
  if (!parts) return { joined: null, lines: [sentenceOf(teller, rule)] }
  return { joined: 'all' in rule ? 'wall.all' : 'wall.any', lines: parts.map(part => sentenceOf(teller, part)) }
}

const unitOfStatistic: Readonly<Record<Statistic, WordKey>> = {
  coursesCompleted: 'wall.unit.courses',
  lessonsDone: 'wall.unit.lessons',
  learningMinutes: 'wall.unit.minutes',
  examsPassed: 'wall.unit.exams',
  firstTryPasses: 'wall.unit.exams',
  perfectScores: 'wall.unit.exams',
  questionsAnswered: 'wall.unit.questions',
  rightAnswers: 'wall.unit.questions',
  roundsFinished: 'wall.unit.rounds',
  activeDays: 'wall.unit.days',
  pathsCompleted: 'wall.unit.paths',
  certificates: 'wall.unit.certificates',
}
const unitOf = (condition: Condition): WordKey => {
  if ('statistic' in condition) return unitOfStatistic[condition.statistic]
  if ('examScore' in condition) return 'wall.unit.exams'
  if ('practice' in condition) return 'wall.unit.questions'
  return 'streak' in condition ? 'wall.unit.days' : 'wall.plain'
}

/** How far somebody is: `64 / 100 天`. Where a rule counts several things, the figures stand alone. */
export const progressWords = (t: Say, { rule, progress }: Pick<ShownBadge, 'rule' | 'progress'>): string => {
  const units = new Set(conditionsIn(rule).map(unitOf))
  const [unit = 'wall.plain'] = units
  return t(units.size === 1 ? unit : 'wall.plain', { ...progress })
}

/** Whether it is given by hand: then there is nothing to count. */
export const isByHand = ({ rule }: Pick<ShownBadge, 'rule'>): boolean => 'manual' in rule

/** The categories in the order in which they hang on the wall. */
export const wallOrder = ['streak', 'exam', 'learning', 'practice', 'special'] as const
