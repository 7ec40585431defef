import type { CourseBoard } from '@wallet/shared/dashboards/ranking'
import { cell, type Chart } from './chart.ts'
import { called, titleAbout } from './named.ts'
import { count, counted, percentDown, percentWords } from './numbers.ts'
import { rankedBars } from './rankedBars.ts'

const isEmpty = ({ courses }: CourseBoard) => courses.every(({ completed }) => completed === 0)

/** The courses that most people have completed. */
export const courseBars: Chart<CourseBoard> = {
  title: (data, speech) => {
    const [most] = data.courses
    if (isEmpty(data) || !most) return speech.say('dashboards.courses.none')
    const n = counted(most.completed, speech.locale)
    return titleAbout(called(most, speech), speech, course => speech.say('dashboards.courses.title', { course, n }))
  },
  waitsFor: (data, { say }) => (isEmpty(data) ? say('dashboards.courses.waits') : null),
  twin: ({ courses }, speech) => ({
    head: [speech.say('dashboards.head.course'), speech.say('dashboards.head.completed'), speech.say('dashboards.head.enrolled')],
    rows: courses.map(course => [
      cell(called(course, speech), { of: 'course', courseId: course.courseId }),
      cell(count(course.completed, speech.locale)),
      cell(count(course.enrolled, speech.locale)),
    ]),
  }),
  option: ({ courses }, context) =>
    rankedBars(
      courses.map(course => ({
        name: called(course, context),
        n: course.completed,
        note: percentWords(percentDown(course.completed, course.enrolled), context.locale),
        opens: { of: 'course', courseId: course.courseId },
      })),
      context,
    ),
}
