import { describe, expect, it } from 'vitest'
import { writtenCourses } from './content.ts'
import { draftOf, readCourse } from './courseFile.ts'

describe('a written course', () => {
  it('is read chapter by chapter and lesson by lesson', () => {
    const file =
      '---\r\ntitle: 消防: 安全\r\ncategory: safety\r\n---\r\n\r\n# 火\r\n\r\n## 三样 {kind=picture minutes=3 media=pictures/fire.svg}\r\n\r\n**燃**\r\n\r\n### 拆\r\n\r\n## 五个 {kind=text minutes=4}\r\n\r\n- 一\r\n\r\n# 逃\r\n\r\n## 走 {kind=text minutes=1}\r\n\r\n走。\r\n'
    expect(readCourse(file)).toEqual({
      ...{ title: '消防: 安全', englishTitle: '', summary: '', category: 'safety', cover: '' },
      chapters: [
        {
          title: '火',
          lessons: [
            { title: '三样', kind: 'picture', minutes: 3, media: 'pictures/fire.svg', body: '**燃**\n\n### 拆' },
            { title: '五个', kind: 'text', minutes: 4, media: null, body: '- 一' },
          ],
        },
        { title: '逃', lessons: [{ title: '走', kind: 'text', minutes: 1, media: null, body: '走。' }] },
      ],
    })
  })
  it.each(writtenCourses().map(({ slug, written }) => [slug, written] as const))('can be published: %s', (_, written) => {
    const { chapters } = draftOf(written, { templateId: null, sortOrder: 1 }, media => `/api/media/${media}`).content
    expect(chapters.flatMap(({ lessons }) => lessons).length).toBeGreaterThanOrEqual(10)
  })
})
