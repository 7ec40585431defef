import type { notices } from '@wallet/shared/notices/contract'
import { decodeCursor, pageOfRows } from '../db/cursor.ts'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/mount.ts'
import { showNotices } from './show.ts'
import { countUnread, listNotices, markRead } from './store.ts'

export const noticeRoutes = (deps: Deps): Handlers<typeof notices> => ({
  list: async ({ me: { userId }, query: { limit, cursor } }) => {
    const [before] = cursor === undefined ? [2_147_483_647] : decodeCursor(cursor, 'integer')
    const rows = await listNotices(deps.db, userId, before, limit + 1)
    const { items, nextCursor } = pageOfRows(
      rows,
      limit,
      ({ id }) => [id],
      row => row,
    )
    return { items: await showNotices(deps.db, deps, userId, items), nextCursor, unread: await countUnread(deps.db, userId) }
  },
  read: async ({ me: { userId }, body: { upTo } }) => {
    await markRead(deps.db, userId, upTo, deps.clock.now())
    return { unread: await countUnread(deps.db, userId) }
  },
})
