import { z } from 'zod'
import { endpoint, fileEndpoint } from '../contract/endpoint.ts'
import { specimenWidths } from '../courses/category.ts'
import { CourseCategoryField } from '../courses/course.ts'
import { pageOf, pageQuery } from '../page.ts'
import { pathId } from '../publication.ts'
import { AnswersToSave, EndedAttempt, SavedAnswers, ShownAttempt } from './shownAttempt.ts'
import { ExamCard, ExamCover } from './shownExam.ts'

const params = z.object({ id: pathId })
const width = z.enum(specimenWidths.map(String)).transform(Number).optional()

/** Exams, by those who sit them. */
export const exams = {
  /** Published exams by their order, with my best result and the attempts I have left. */
  list: endpoint({
    method: 'GET',
    path: '/api/exams',
    access: 'signedIn',
    summary: 'Exams, and how I stand in them',
    query: z.strictObject({ category: CourseCategoryField.optional(), courseId: pathId.optional(), ...pageQuery }),
    returns: pageOf(ExamCard),
  }),
  /** The cover of an exam. One that is retired is shown to those who have taken it. */
  get: endpoint({
    method: 'GET',
    path: '/api/exams/:id',
    access: 'signedIn',
    summary: 'The cover of an exam: rules, what it earns, my attempts',
    params,
    returns: ExamCover,
    problems: ['exam_not_found'],
  }),
  /** What the certificate of a pass will look like, made out to nobody. */
  specimen: fileEndpoint({
    method: 'GET',
    path: '/api/exams/:id/specimen.webp',
    access: 'signedIn',
    summary: 'The certificate that an exam earns, as a specimen (WebP)',
    params,
    query: z.strictObject({ width }),
    contentType: 'image/webp',
    problems: ['exam_not_found', 'not_found', 'render_timeout', 'unavailable'],
  }),
  /** Begins an attempt (201), or answers the one that goes on (200). The paper is drawn once, and the time runs from here. */
  begin: endpoint({
    method: 'POST',
    path: '/api/exams/:id/attempts',
    access: 'signedIn',
    summary: 'Begin an exam, or go on with it',
    params,
    returns: ShownAttempt,
    status: [201, 200],
    problems: ['exam_not_found', 'exam_retired', 'course_first', 'no_attempts_left'],
  }),
  /** An attempt of mine: the paper and what has been saved while it goes on, its result afterwards. */
  attempt: endpoint({
    method: 'GET',
    path: '/api/attempts/:id',
    access: 'signedIn',
    summary: 'An attempt of mine',
    params,
    returns: ShownAttempt,
    problems: ['attempt_not_found'],
  }),
  /** Saves answers as they are given. Taken up to the deadline by the server's clock, and never after the end. */
  save: endpoint({
    method: 'PUT',
    path: '/api/attempts/:id/answers',
    access: 'signedIn',
    summary: 'Save answers of an attempt',
    params,
    body: AnswersToSave,
    returns: SavedAnswers,
    problems: ['attempt_not_found', 'attempt_over'],
  }),
  /** Ends an attempt, once: whoever asks again gets the same result. Late, it is scored on what was saved in time. */
  submit: endpoint({
    method: 'POST',
    path: '/api/attempts/:id/submit',
    access: 'signedIn',
    summary: 'Submit an attempt',
    params,
    returns: EndedAttempt,
    problems: ['attempt_not_found'],
  }),
}
