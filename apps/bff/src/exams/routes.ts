import type { exams } from '@wallet/shared/exams/contract'
import { fail } from '@wallet/shared/problem'
import { decodeCursor, pageOfRows } from '../db/cursor.ts'
import type { Deps } from '../deps.ts'
import { pictureHeaders } from '../http/headers.ts'
import { Answer, type Handlers } from '../http/mount.ts'
import { specimenMaker } from '../certificates/specimen.ts'
import { beginAttempt } from './begin.ts'
import { cardsOf, coverOf } from './cards.ts'
import { saveOnPaper } from './save.ts'
import { showAttempt, showEnded } from './show.ts'
import { findShown, listPublished } from './store.ts'
import { openAttempt, submitAttempt } from './submit.ts'
import { findVersion } from './versions.ts'

export const examRoutes = (deps: Deps): Handlers<typeof exams> => {
  const { db } = deps
  const makeSpecimen = specimenMaker(deps)
  const shown = async (id: number, userId: number) => (await findShown(db, id, userId)) ?? fail('exam_not_found')
  return {
    list: async ({ query: { limit, cursor, ...filter }, me }) => {
      const after = cursor === undefined ? ([-1, 0] as const) : decodeCursor(cursor, 'integer', 'integer')
      const rows = await listPublished(db, { ...filter, after, limit: limit + 1 })
      const { items, nextCursor } = pageOfRows(
        rows,
        limit,
        ({ sortOrder, id }) => [sortOrder, id],
        row => row,
      )
      return { items: await cardsOf(deps, me.userId, items), nextCursor }
    },
    get: async ({ params, me }) => coverOf(deps, me.userId, await shown(params.id, me.userId)),
    specimen: async ({ params, query, me }) => {
      const version = await findVersion(db, (await shown(params.id, me.userId)).versionId)
      return { ...(await makeSpecimen(version, `${version.versionId}`, me.userId, query.width)), headers: pictureHeaders }
    },
    begin: async ({ params, me }) => {
      const { attempt, isNew } = await beginAttempt(deps, me, params.id)
      return new Answer(isNew ? 201 : 200, await showAttempt(deps, me, attempt))
    },
    attempt: async ({ params, me }) => showAttempt(deps, me, await openAttempt(deps, me, params.id)),
    save: ({ params, body, me }) => saveOnPaper(deps, me, params.id, body.answers),
    submit: async ({ params, me }) => showEnded(deps, me, await submitAttempt(deps, me, params.id)),
  }
}
