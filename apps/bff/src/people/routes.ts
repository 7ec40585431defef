import type { people } from '@wallet/shared/people/contract'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/mount.ts'
import { searchPeople } from './store.ts'

export const peopleRoutes = ({ db }: Deps): Handlers<typeof people> => ({
  search: ({ query }) => searchPeople(db, query),
})
