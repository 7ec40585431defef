import type { CourseCard, CourseProgress, CourseReward } from '@wallet/shared/courses/learning'
import { completionOf } from '@wallet/shared/courses/progress'
import type { Db } from '../db/connect.ts'
import type { LearnerCounts } from './learnerCounts.ts'
import { listRequired } from './required.ts'
import { listCompleted, listCourseCertificates, listRewards, type Enrolment, type ShelfCourse } from './store.ts'

type Ids = ReadonlySet<number>
const none: Ids = new Set()

/** What cards are filled in from: what is known of this person, and of everybody. */
export interface Facts {
  readonly completed: ReadonlyMap<number, Ids>
  readonly certificates: ReadonlyMap<number, string>
  readonly required: Ids
  readonly rewards: ReadonlyMap<number, CourseReward>
  readonly learners: LearnerCounts
}

export const loadFacts = async (db: Db, userId: number, learners: LearnerCounts): Promise<Facts> => {
  const [completed, certificates, required, rewards] = await Promise.all([
    listCompleted(db, userId),
    listCourseCertificates(db, userId),
    listRequired(db, userId),
    listRewards(db),
  ])
  return { completed, certificates, required, rewards, learners }
}

/** How far somebody is who is enrolled. */
export const progressOf = (
  { outline }: Pick<ShelfCourse, 'outline'>,
  { enrolledAt, completedAt }: Enrolment,
  completed: Ids,
  certificateNo: string | null,
): CourseProgress => ({
  enrolledAt: enrolledAt.toISOString(),
  completedAt: completedAt?.toISOString() ?? null,
  ...completionOf(outline.lessons, completed),
  certificateNo,
})

export const completedIn = ({ completed }: Pick<Facts, 'completed'>, { id }: Pick<ShelfCourse, 'id'>): Ids => completed.get(id) ?? none

/** A course as its card shows it. */
export const cardOf = (course: ShelfCourse, facts: Facts): CourseCard => {
  const { id, isRetired, outline, enrolment } = course
  const { title, englishTitle, summary, category, cover, templateId, chapters, lessons } = outline
  return {
    ...{ id, title, englishTitle, summary, category, cover, isRetired },
    chapterCount: chapters.length,
    lessonCount: lessons.length,
    minutes: lessons.reduce((sum, { minutes }) => sum + minutes, 0),
    learnerCount: facts.learners.get(id) ?? 0,
    isRequired: facts.required.has(id),
    earns: facts.rewards.get(templateId ?? 0) ?? null,
    progress: enrolment && progressOf(course, enrolment, completedIn(facts, course), facts.certificates.get(id) ?? null),
  }
}
