import type { courseAuthoring } from '@wallet/shared/courses/authoring'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/mount.ts'
import { changeCourse, createCourse, getForAuthors, listForAuthors, orderCourses, publishForAuthors, retireCourse } from './author.ts'
import { mediaKeeper } from './uploadMedia.ts'

export const courseAuthoringRoutes = (deps: Deps): Handlers<typeof courseAuthoring> => {
  const keepMedia = mediaKeeper(deps)
  return {
    list: () => listForAuthors(deps.db),
    get: ({ params }) => getForAuthors(deps.db, params.id),
    create: ({ body, me }) => createCourse(deps, me, body),
    update: ({ params, body, me }) => changeCourse(deps, me, params.id, body),
    publish: ({ params, body, me }) => publishForAuthors(deps, me, params.id, body.version),
    retire: ({ params, me }) => retireCourse(deps, me, params.id),
    order: ({ body, me }) => orderCourses(deps, me, body.ids),
    upload: ({ request, query, me }) => keepMedia(me, request, query.name),
  }
}
