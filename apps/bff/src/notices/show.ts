import { lastDayOf } from '@wallet/shared/dashboards/holding'
import { dayIn, isoDay } from '@wallet/shared/certificates/validity'
import type { Notice } from '@wallet/shared/notices/contract'
import { isSettled } from '@wallet/shared/notices/settled'
import type { Db } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { titlesOf } from '../templates/titles.ts'
import { listHeld, listOffered, type NoticeRow, type Source } from './store.ts'

const dayMs = 86_400_000
const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / dayMs

/** Where a certificate can be earned again: where it came from; else, where nothing is known of that, the only one that earns its kind. */
const sourceOf = (own: number | null, templateId: number, isKnown: boolean, offered: readonly Source[]): number | null => {
  if (own !== null) return offered.some(({ id }) => id === own) ? own : null
  const [only, ...others] = isKnown ? [] : offered.filter(one => one.templateId === templateId)
  return only && others.length === 0 ? only.id : null
}

/** Notices of one person as they stand at this moment. */
export const showNotices = async (
  db: Db,
  { clock, config: { zone } }: Pick<Deps, 'clock' | 'config'>,
  userId: number,
  rows: readonly NoticeRow[],
): Promise<Notice[]> => {
  if (rows.length === 0) return []
  const now = clock.now()
  const today = isoDay(dayIn(now, zone))
  const templateIds = rows.map(({ templateId }) => templateId)
  const [held, titles, { courses, exams }] = [await listHeld(db, userId, templateIds), await titlesOf(db, templateIds), await listOffered(db, rows)]
  return rows.map((row): Notice => {
    const { id, kind, templateId, certificateNo, validUntil, courseId, examId } = row
    const untilDay = validUntil && lastDayOf(validUntil, zone)
    const title = row.title ?? titles.get(templateId)?.title ?? ''
    const isKnown = courseId !== null || examId !== null
    return {
      ...{ id, kind, title, certificateNo, untilDay, isRenewing: row.isRenewing },
      englishTitle: row.englishTitle ?? (row.title === null ? titles.get(templateId)?.englishTitle : null) ?? title,
      daysLeft: untilDay === null ? null : daysBetween(today, untilDay),
      courseId: sourceOf(courseId, templateId, isKnown, courses),
      examId: sourceOf(examId, templateId, isKnown, exams),
      isSettled: isSettled(row, held.get(templateId) ?? [], now, zone),
      createdAt: row.createdAt.toISOString(),
      readAt: row.readAt?.toISOString() ?? null,
    }
  })
}
