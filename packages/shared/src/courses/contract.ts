import { z } from 'zod'
import { endpoint, fileEndpoint } from '../contract/endpoint.ts'
import { pageOf, pageQuery } from '../page.ts'
import { pathId } from '../publication.ts'
import { plainText } from '../text.ts'
import { courseOrders, courseStates, specimenWidths } from './category.ts'
import { CourseCategoryField } from './course.ts'
import { ContinueCard, CourseCard, CourseProgress, CourseView, LessonReport, LessonView, Reported } from './learning.ts'

const params = z.object({ id: pathId })
const width = z.enum(specimenWidths.map(String)).transform(Number).optional()

/** Courses, by those who learn from them. */
export const courses = {
  /** Courses I may take, and those I have enrolled in; `q` looks in title and summary, `state` is mine. */
  list: endpoint({
    method: 'GET',
    path: '/api/courses',
    access: 'signedIn',
    summary: 'The course centre',
    query: z.strictObject({
      category: CourseCategoryField.optional(),
      q: plainText(100).optional(),
      state: z.enum(courseStates).optional(),
      order: z.enum(courseOrders).default('recommended'),
      ...pageQuery,
    }),
    returns: pageOf(CourseCard),
  }),
  /** The course that I opened last and have not completed, and the lesson where it goes on. */
  continue: endpoint({
    method: 'GET',
    path: '/api/learning/continue',
    access: 'signedIn',
    summary: 'Where I can go on learning',
    returns: z.object({ course: ContinueCard.nullable() }),
  }),
  /** One course with its table of contents. A retired one only for those who are enrolled. */
  get: endpoint({
    method: 'GET',
    path: '/api/courses/:id',
    access: 'signedIn',
    summary: 'One course',
    params,
    returns: CourseView,
    problems: ['course_not_found'],
  }),
  /** Enrols me; 200 where I was enrolled already. */
  enrol: endpoint({
    method: 'POST',
    path: '/api/courses/:id/enrol',
    access: 'signedIn',
    summary: 'Enrol in a course',
    params,
    returns: CourseProgress,
    status: [201, 200],
    problems: ['course_not_found'],
  }),
  /** What the certificate that a course earns will look like, made out to nobody. */
  specimen: fileEndpoint({
    method: 'GET',
    path: '/api/courses/:id/specimen.webp',
    access: 'signedIn',
    summary: 'The certificate that a course earns, as a specimen (WebP)',
    params,
    query: z.strictObject({ width }),
    contentType: 'image/webp',
    problems: ['course_not_found', 'not_found', 'render_timeout', 'unavailable'],
  }),
  /** One lesson to learn from. */
  lesson: endpoint({
    method: 'GET',
    path: '/api/lessons/:id',
    access: 'signedIn',
    summary: 'One lesson',
    params,
    returns: LessonView,
    problems: ['lesson_not_found'],
  }),
  /**
   * Notes progress, in any order and however often it is told: seconds never exceed the time that has passed, the furthest position and the
   * first completion stay. Enrols me, where I was not. With the last lesson the course is completed and its certificate issued.
   */
  report: endpoint({
    method: 'POST',
    path: '/api/lessons/:id/progress',
    access: 'signedIn',
    summary: 'Tell how far I am in a lesson',
    params,
    body: LessonReport,
    returns: Reported,
    problems: ['lesson_not_found'],
  }),
  /** A picture, video or document of a lesson. Parts of it may be asked for (`Range`), as players do. */
  media: fileEndpoint({
    method: 'GET',
    path: '/api/media/:token',
    access: 'signedIn',
    summary: 'A file of a lesson',
    params: z.object({ token: z.string().regex(/^[\w-]{1,32}$/) }),
    contentType: 'application/octet-stream',
    problems: ['media_not_found', 'unavailable'],
  }),
}
