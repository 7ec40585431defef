import type { notices } from '@wallet/shared/notices/contract'
import { fail } from '@wallet/shared/problem'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/mount.ts'

export const noticeRoutes = (_deps: Deps): Handlers<typeof notices> => ({
  list: () => fail('unavailable'),
  read: () => fail('unavailable'),
})
