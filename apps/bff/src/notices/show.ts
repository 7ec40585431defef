import { lastDayOf } from '@wallet/shared/dashboards/holding'
import { daysBetween, isoDayIn } from '@wallet/shared/certificates/validity'
import type { Notice } from '@wallet/shared/notices/contract'
import { isDecision } from '@wallet/shared/notices/notice'
import { isSettled } from '@wallet/shared/notices/settled'
import type { Db } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import { titlesOf } from '../templates/titles.ts'
import { listHeld, listOffered, type NoticeRow, type Source } from './store.ts'

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
  const today = isoDayIn(now, zone)
  const templateIds = rows.map(({ templateId }) => templateId)
  const [held, titles, { courses, exams }] = [await listHeld(db, userId, templateIds), await titlesOf(db, templateIds), await listOffered(db, rows)]
  return rows.map((row): Notice => {
    const { id, kind, templateId, certificateNo, validUntil, courseId, examId } = row
    const isNews = isDecision(kind)
    const untilDay = validUntil && !isNews ? lastDayOf(validUntil, zone) : null
    const title = row.title ?? titles.get(templateId)?.title ?? ''
    const isKnown = courseId !== null || examId !== null
    return {
      ...{ id, kind, title, certificateNo, untilDay, isRenewing: row.isRenewing && !isNews },
      englishTitle: row.englishTitle ?? (row.title === null ? titles.get(templateId)?.englishTitle : null) ?? title,
      daysLeft: untilDay === null ? null : daysBetween(today, untilDay),
      courseId: isNews ? null : sourceOf(courseId, templateId, isKnown, courses),
      examId: isNews ? null : sourceOf(examId, templateId, isKnown, exams),
      isSettled: isSettled(row, held.get(templateId) ?? [], now, zone),
      createdAt: row.createdAt.toISOString(),
      readAt: row.readAt?.toISOString() ?? null,
    }
  })
}
