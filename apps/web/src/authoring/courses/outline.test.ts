import { describe, expect, it } from 'vitest'
import type { ChapterDraft } from './courseWriting.ts'
import { blankLesson, mayMoveLesson, withLessonMoved, withoutLesson } from './outline.ts'

const chapters = (...titles: string[][]): ChapterDraft[] =>
  titles.map((lessons, at) => ({ id: at + 1, title: `${at + 1}`, lessons: lessons.map(title => ({ ...blankLesson(), title })) }))
const titles = (list: readonly ChapterDraft[]) => list.map(({ lessons }) => lessons.map(({ title }) => title).join(''))

describe('a lesson in the outline of its course', () => {
  it.each([
    ['down in its chapter', 0, 0, 1, ['ba', 'c']],
    ['down into the next chapter', 0, 1, 1, ['a', 'bc']],
    ['up into the chapter before', 1, 0, -1, ['abc', '']],
    ['not above the first place', 0, 0, -1, ['ab', 'c']],
    ['not below the last place', 1, 0, 1, ['ab', 'c']],
  ] as const)('moves %s', (_, at, no, by, expected) => expect(titles(withLessonMoved(chapters(['a', 'b'], ['c']), at, no, by))).toEqual(expected))

  it('is taken out of its chapter alone', () => expect(titles(withoutLesson(chapters(['a', 'b'], ['c']), 0, 1))).toEqual(['a', 'c']))
  it('knows where it cannot go', () => {
    const outline = chapters(['a'], ['b'])
    expect([mayMoveLesson(outline, 0, 0, -1), mayMoveLesson(outline, 0, 0, 1), mayMoveLesson(outline, 1, 0, 1)]).toEqual([false, true, false])
  })
})
