/** The five kinds of badges: 学习, 考试, 练习, 坚持, 特别. Each has statistics of its own. */
export const badgeCategories = ['learning', 'exam', 'practice', 'streak', 'special'] as const
export type BadgeCategory = (typeof badgeCategories)[number]

/** The statistics that a rule may simply count, and the category whose they are. */
export const categoryOfStatistic = {
  coursesCompleted: 'learning',
  lessonsDone: 'learning',
  learningMinutes: 'learning',
  examsPassed: 'exam',
  firstTryPasses: 'exam',
  perfectScores: 'exam',
  questionsAnswered: 'practice',
  rightAnswers: 'practice',
  roundsFinished: 'practice',
  activeDays: 'streak',
  pathsCompleted: 'special',
  certificates: 'special',
} as const satisfies Record<string, BadgeCategory>
/** The name of a statistic that a rule may simply count. */
export type Statistic = keyof typeof categoryOfStatistic
/** All of these names. */
export const statistics = Object.keys(categoryOfStatistic) as [Statistic, ...Statistic[]]

/** The pictures on a medal. */
export const badgeIcons = ['book', 'clock', 'list', 'check', 'star', 'target', 'medal', 'flame', 'path', 'flag', 'cert', 'shield'] as const
export type BadgeIcon = (typeof badgeIcons)[number]
