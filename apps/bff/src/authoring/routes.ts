import type { authoring } from '@wallet/shared/authoring/contract'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/mount.ts'
import { countAuthored } from './counts.ts'

export const authoringRoutes = ({ db }: Deps): Handlers<typeof authoring> => ({
  counts: async () => ({
    courses: await countAuthored(db, 'courses'),
    exams: await countAuthored(db, 'exams'),
    questions: await countAuthored(db, 'questions'),
    badges: await countAuthored(db, 'badges'),
    paths: await countAuthored(db, 'growth_paths'),
  }),
})
