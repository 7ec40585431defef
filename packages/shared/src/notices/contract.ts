import { z } from 'zod'
import { endpoint } from '../contract/endpoint.ts'
import { pageOf, pageQuery } from '../page.ts'
import { rowId } from '../publication.ts'
import { noticeKinds } from './notice.ts'

/** Something that I am told in the app. */
export const Notice = z
  .object({
    id: z.int(),
    kind: z.enum(noticeKinds),
    title: z.string().describe('Of the certificate'),
    englishTitle: z.string(),
    certificateNo: z.string().nullable().describe('Of the one it is about; null: I hold none'),
    untilDay: z.iso.date().nullable().describe('Its last day; null: I hold none, or never held one, or this is not about its end'),
    daysLeft: z.int().nullable().describe('Until then, as of now; below 0: so many days ago'),
    courseId: z.int().nullable().describe('The course it comes from, where that can be taken now'),
    examId: z.int().nullable().describe('The exam it comes from, where that can be taken now'),
    isRenewing: z.boolean().describe('I have begun to renew it'),
    isSettled: z.boolean().describe('It was renewed or revoked, or I hold another one that does not end soon: nothing is left to do'),
    createdAt: z.iso.datetime(),
    readAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Notice' })
export type Notice = z.infer<typeof Notice>

/** What I am told. */
export const notices = {
  /** The newest first. */
  list: endpoint({
    method: 'GET',
    path: '/api/notices',
    access: 'signedIn',
    summary: 'What I am told',
    query: z.strictObject(pageQuery),
    returns: pageOf(Notice).extend({ unread: z.int().min(0) }),
  }),
  /** I have seen everything up to this one. */
  read: endpoint({
    method: 'POST',
    path: '/api/notices/read',
    access: 'signedIn',
    summary: 'Mark notices as read',
    body: z.strictObject({ upTo: rowId }),
    returns: z.object({ unread: z.int().min(0) }),
  }),
}
