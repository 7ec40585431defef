import type { IconName } from '../ui/icons.ts'

/** What authors write, in the order of the hub; each has its counts under the same name. */
export const rooms = [
  { noun: 'courses', to: 'contentCourses', icon: 'book' },
  { noun: 'exams', to: 'contentExams', icon: 'target' },
  { noun: 'questions', to: 'contentQuestions', icon: 'help' },
  { noun: 'badges', to: 'contentBadges', icon: 'medal' },
  { noun: 'paths', to: 'contentPaths', icon: 'path' },
] as const satisfies readonly { noun: string; to: string; icon: IconName }[]
