import { CourseEdit } from '@wallet/shared/courses/authoring'
import { CourseDraft } from '@wallet/shared/courses/course'
import { describe, expect, it } from 'vitest'
import type { Say } from '../i18n/index.ts'
import { reasonWords } from './reasonWords.ts'

const t: Say = (key, fill) => `${key} ${fill?.['n'] ?? ''}`.trim()
const lesson = (more: object = {}) => ({ title: '一', kind: 'text', minutes: 5, body: '正文', mediaUrl: null, ...more })
const course = (more: object = {}, lessons: object[] = [lesson()]) => ({
  ...{ title: '课', englishTitle: 'Course', category: 'safety', cover: 'jade', summary: '', templateId: null, threshold: 100 },
  content: { chapters: [{ title: '章', lessons }] },
  ...more,
})
const wordsFor = (schema: Pick<typeof CourseDraft | typeof CourseEdit, 'safeParse'>, sent: unknown) =>
  schema.safeParse(sent).error?.issues.map(({ message }) => reasonWords(t, message).replace('authoring.reason.', ''))

describe('what an author reads instead of a reason for developers', () => {
  it.each([
    ['nothing in a field', course({ title: ' ' }), ['empty']],
    ['a title that is too long', course({ title: 'x'.repeat(101) }), ['tooLong 100']],
    ['no figure', course({ threshold: null }), ['number']],
    ['half a figure', course({ threshold: 0.5 }), ['number']],
    ['a figure that is too large', course({ threshold: 101 }), ['tooBig 100']],
    ['a figure that is too small', course({}, [lesson({ minutes: 0 })]), ['tooSmall 1']],
    ['a category that there is none of', course({ category: 'cooking' }), ['option']],
    ['what cannot be seen', course({ title: 'a\u202eb' }), ['controls']],
    ['no lesson', course({}, []), ['emptyList']],
    ['a lesson without its file, and one without its text', course({}, [lesson({ kind: 'video' }), lesson({ body: '' })]), ['file', 'empty']],
  ])('where there is %s', (_, sent, expected) => expect(wordsFor(CourseDraft, sent)).toEqual(expected))

  it('where a lesson stands twice', () => expect(wordsFor(CourseEdit, course({}, [lesson({ id: 1 }), lesson({ id: 1 })]))).toEqual(['twice']))
  it('where nobody thought of it', () => expect(reasonWords(t, 'Something else')).toBe('authoring.reason.other'))
})
