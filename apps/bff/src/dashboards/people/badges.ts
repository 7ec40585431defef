import { date, text, type Row } from '../../db/query.ts'
import { dayOf } from './days.ts'
import { isHere, nothing, peopleHere, untouched, type Asked, type Reading, type Told } from './reading.ts'

const tell =
  (zone: string) =>
  (row: Row): Told => ({
    ...{ key: `${text(row['employee_no'])}:${text(row['badge_id'])}`, ...nothing, ...untouched },
    ...{ title: text(row['title']), englishTitle: text(row['english_title']), day: dayOf(date(row['key0']), zone) },
  })

/** Badges of a category that people here hold: the last earned first. */
export const badges = ({ deps: { config }, filter: { category } }: Asked): Reading => ({
  from: `${peopleHere} JOIN user_badges h ON h.user_id = u.id JOIN badges b ON b.id = h.badge_id`,
  where: [isHere, 'b.category = :category'],
  columns: 'h.badge_id, b.title, b.english_title',
  order: [
    { sql: 'h.earned_at', kind: 'instant', falls: true },
    { sql: 'u.id', kind: 'integer' },
    { sql: 'h.badge_id', kind: 'integer' },
  ],
  given: { category },
  tell: rows => rows.map(tell(config.zone)),
})
