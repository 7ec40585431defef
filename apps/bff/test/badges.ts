import type { BadgeCategory } from '@wallet/shared/badges/category'
import type { BadgeRule } from '@wallet/shared/badges/condition'
import type { LearningEvent } from '@wallet/shared/badges/event'
import type { Learner } from '../src/badges/award.ts'
import { recordEvents, whenOf, type Recorded } from '../src/badges/record.ts'
import { inTransaction } from '../src/db/connect.ts'
import { execute, number, select } from '../src/db/query.ts'
import { anEmployee } from './builders.ts'
import type { House } from './house.ts'

const dayMs = 86_400_000

interface BadgeWanted {
  readonly templateId?: number
  readonly title?: string
  readonly state?: 'draft' | 'published' | 'retired'
}

/** A badge, published where nothing else is said; its id. */
export const aBadge = async ({ deps, clock }: House, category: BadgeCategory, rule: BadgeRule, more: BadgeWanted = {}): Promise<number> => {
  const now = clock.now()
  const created = await deps.db.models.badges.create({
    ...{ title: '奖章', englishTitle: 'Badge', summary: '', sortOrder: 0, state: 'published', version: 1, publishedVersion: 1, icon: 'star', templateId: null },
    ...more,
    ...{ category, rule: JSON.stringify(rule), createdAt: now, updatedAt: now },
  })
  return number(created.get('id'))
}

/** No badge is there any more that a test before has made. */
export const retireBadges = ({ deps }: House): Promise<void> => execute(deps.db, "UPDATE badges SET state = 'retired'")

export const aLearner = async (house: House, more: Parameters<typeof anEmployee>[1] = {}): Promise<Learner> => {
  const { id, employeeNo } = await anEmployee(house, more)
  return { userId: id, employeeNo }
}

/** When something happened, so many days from now. */
export const at = ({ deps, clock }: House, days: number) => whenOf(deps, new Date(clock.now().getTime() + days * dayMs))

/** Has a learner do something. */
export const record = ({ deps }: House, learner: Learner, ...events: LearningEvent[]): Promise<Recorded> =>
  inTransaction(deps.db, tx => recordEvents(tx, deps, learner, events))

/** A lesson completed so many days from now. */
export const aLesson = (house: House, lessonId: number, days = 0): LearningEvent => ({ kind: 'lessonCompleted', ...at(house, days), lessonId })

/** The badges that somebody has. */
export const heldBy = async ({ deps }: House, { userId }: Learner): Promise<number[]> =>
  (await select(deps.db, 'SELECT badge_id FROM user_badges WHERE user_id = :userId ORDER BY badge_id', { userId })).map(row => number(row['badge_id']))
