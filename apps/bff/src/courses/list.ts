import type { CourseCategory, CourseOrder, CourseState } from '@wallet/shared/courses/category'
import type { CourseCard } from '@wallet/shared/courses/learning'
import type { Page } from '@wallet/shared/page'
import { decodeCursor, pageOfRows } from '../db/cursor.ts'
import type { Db } from '../db/connect.ts'
import { cardOf, loadFacts } from './card.ts'
import type { LearnerCounts } from './learnerCounts.ts'
import { listShelf, type ShelfCourse } from './store.ts'

export interface CourseFilter {
  readonly category?: CourseCategory | undefined
  readonly q?: string | undefined
  readonly state?: CourseState | undefined
  readonly order: CourseOrder
  readonly limit: number
  readonly cursor?: string | undefined
}
/** A card, and where it stands on the shelf: smaller first. */
interface Placed {
  readonly place: number
  readonly card: CourseCard
}

const stateOf = ({ progress }: CourseCard): CourseState => (progress === null ? 'open' : progress.completedAt === null ? 'inProgress' : 'completed')
const contains = ({ title, englishTitle, summary }: CourseCard, q: string) => `${title}\n${englishTitle}\n${summary}`.toLowerCase().includes(q.toLowerCase())
const passes = (card: CourseCard, { category, q, state }: CourseFilter) =>
  (category === undefined || card.category === category) && (state === undefined || stateOf(card) === state) && (q === undefined || contains(card, q))

const places: Readonly<Record<CourseOrder, (course: ShelfCourse, card: CourseCard) => number>> = {
  recommended: ({ sortOrder }) => sortOrder,
  newest: ({ publishedAt }) => -publishedAt.getTime(),
  popular: (_, { learnerCount }) => -learnerCount,
  shortest: (_, { minutes }) => minutes,
}
const inPlace = (one: Placed, other: Placed) => one.place - other.place || one.card.id - other.card.id

/**
 * The course centre, a page at a time. What is looked through is what is published, and that is known to the process: the titles in the
 * table are those of the authors' newest version.
 */
export const listCourses = async (db: Db, userId: number, learners: LearnerCounts, filter: CourseFilter): Promise<Page<CourseCard>> => {
  const [after, afterId] = filter.cursor === undefined ? [Number.NEGATIVE_INFINITY, 0] : decodeCursor(filter.cursor, 'instant', 'integer')
  const [shelf, facts] = await Promise.all([listShelf(db, userId), loadFacts(db, userId, learners)])
  const found = shelf
    .map(course => ({ course, card: cardOf(course, facts) }))
    .filter(({ card }) => passes(card, filter))
    .map(({ course, card }): Placed => ({ place: places[filter.order](course, card), card }))
    .filter(({ place, card }) => place > after || (place === after && card.id > afterId))
    .toSorted(inPlace)
  return pageOfRows(
    found.slice(0, filter.limit + 1),
    filter.limit,
    ({ place, card }) => [place, card.id],
    ({ card }) => card,
  )
}
