import type { CourseSlug } from './content.ts'
import { people } from './company.ts'
import { sequence, type DemoIssue } from './history.ts'

/** How one person of the demo company has come along in one course; days count from today. */
export interface DemoRun {
  /** Index into the people. */
  readonly person: number
  readonly course: CourseSlug
  /** Lessons completed; all of them: the course is completed, and its certificate was issued on the last day. */
  readonly done: number
  readonly from: number
  readonly to: number
}
interface Course {
  readonly slug: CourseSlug
  readonly title: string
  readonly lessons: readonly unknown[]
}

/** People with a part in the story: where they go on, and what is one lesson from its end. */
const story: readonly DemoRun[] = [
  { person: 3, course: 'fire-safety', done: 3, from: -19, to: -12 },
  { person: 3, course: 'data-security', done: 7, from: -11, to: 0 },
  { person: 4, course: 'data-security', done: 2, from: -9, to: -6 },
  { person: 4, course: 'onboarding', done: 9, from: -12, to: 0 },
  { person: 2, course: 'new-manager', done: 4, from: -14, to: -2 },
  { person: 2, course: 'fire-safety', done: 9, from: -31, to: -16 },
  { person: 1, course: 'onboarding', done: 8, from: -40, to: -21 },
  { person: 1, course: 'anti-money-laundering', done: 6, from: -9, to: -1 },
]
const lastOfStory = 5

/** Courses that people of the last three months have completed besides those that are told of elsewhere. */
const recent: readonly { readonly slug: CourseSlug; readonly description: string; readonly inHundred: number }[] = [
  { slug: 'data-security', description: '系统学习数据分级、日常防护与事件处置，共 3 章 12 课时。', inHundred: 24 },
  { slug: 'fire-safety', description: '系统学习火灾预防、初起火灾处置与疏散逃生，共 3 章 11 课时。', inHundred: 30 },
  { slug: 'first-aid', description: '系统学习职场健康、心肺复苏与现场急救，共 3 章 11 课时。', inHundred: 16 },
  { slug: 'new-manager', description: '系统学习授权、谈话与带团队，共 3 章 13 课时。', inHundred: 8 },
]

/** Certificates of courses that were completed lately. */
export const recentIssues = (courses: readonly Course[]): DemoIssue[] => {
  const draw = sequence(20_260_901)
  return people.flatMap((_, person) =>
    recent.flatMap(({ slug, description, inHundred }): DemoIssue[] => {
      const [roll, issuedDay] = [draw(100), -2 - draw(88)]
      const title = courses.find(course => course.slug === slug)?.title ?? ''
      if (person <= lastOfStory || roll >= inHundred) return []
      return [{ person, type: 'course', title, description, score: null, issuedDay, months: null, fate: 'lasts' }]
    }),
  )
}

/** Who is in the middle of which course, beside those who have completed it. */
export const runsUnderWay = (courses: readonly Course[], hasCompleted: (person: number, course: Course) => boolean): DemoRun[] => {
  const draw = sequence(20_261_024)
  const drawn = people.flatMap((_, person) =>
    courses.flatMap((course): DemoRun[] => {
      const [roll, done, last, length] = [draw(100), 1 + draw(course.lessons.length - 1), -draw(40), 1 + draw(20)]
      // Some have learnt today, so that the board of a week is never empty.
      const to = roll < 7 ? 0 : last
      return person <= lastOfStory || roll >= 28 || hasCompleted(person, course) ? [] : [{ person, course: course.slug, done, from: to - length, to }]
    }),
  )
  return [...story, ...drawn]
}

/** How somebody came to a certificate of a course: in some weeks before it was issued. */
export const runBefore = ({ person, issuedDay, title }: DemoIssue, { slug, lessons }: Course): DemoRun => ({
  person,
  course: slug,
  done: lessons.length,
  from: issuedDay - 5 - ((person * 7 + title.length * 3) % 24),
  to: issuedDay,
})
