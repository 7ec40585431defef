import type { courses } from '@wallet/shared/courses/contract'
import type { Deps } from '../deps.ts'
import { pictureHeaders } from '../http/headers.ts'
import { Answer, type Handlers } from '../http/mount.ts'
import { enrol } from './enrol.ts'
import { learnerCounter } from './learnerCounts.ts'
import { listCourses } from './list.ts'
import { mediaAnswer } from './media.ts'
import { reportLesson } from './report.ts'
import { specimenDrawer } from './specimen.ts'
import { viewContinue, viewCourse, viewLesson } from './view.ts'

export const courseRoutes = (deps: Deps): Handlers<typeof courses> => {
  const { db } = deps
  const learners = learnerCounter(deps)
  const drawSpecimen = specimenDrawer(deps)
  return {
    list: async ({ query, me }) => listCourses(db, me.userId, await learners(), query),
    continue: async ({ me }) => ({ course: await viewContinue(db, me.userId, await learners()) }),
    get: async ({ params, me }) => viewCourse(db, me.userId, params.id, await learners()),
    enrol: async ({ params, me }) => {
      const { isNew, progress } = await enrol(deps, me.userId, params.id)
      return new Answer(isNew ? 201 : 200, progress)
    },
    specimen: async ({ params, query, me }) => ({ ...(await drawSpecimen(me.userId, params.id, query.width)), headers: pictureHeaders }),
    lesson: ({ params, me }) => viewLesson(db, me.userId, params.id),
    report: ({ params, body, me }) => reportLesson(deps, me, params.id, body),
    media: ({ params }) => mediaAnswer(deps, params.token),
  }
}
