import { describe, expect, it } from 'vitest'
import { CourseDraft } from './course.ts'

const lesson = (more: object = {}) => ({ title: '什么是可疑交易', kind: 'text', minutes: 8, body: '# 三个信号', ...more })
const draft = (more: object = {}, lessons: object[] = [lesson()]) => ({
  title: '反洗钱与合规基础',
  englishTitle: 'Anti-money laundering basics',
  category: 'compliance',
  cover: 'navy',
  content: { chapters: [{ title: '可疑交易', lessons }] },
  ...more,
})
const complaints = (value: unknown) => CourseDraft.safeParse(value).error?.issues.map(({ path }) => path.join('.')) ?? []

describe('a course that is sent', () => {
  it('earns its certificate at 100 percent unless it says otherwise', () => {
    expect(CourseDraft.parse(draft())).toMatchObject({ threshold: 100, templateId: null, summary: '', sortOrder: 0 })
  })
  it('may have lessons that are new beside those that keep their ids', () => {
    expect(complaints(draft({}, [lesson({ id: 7 }), lesson(), lesson()]))).toEqual([])
  })
  it.each([
    ['a lesson twice', draft({}, [lesson({ id: 7 }), lesson({ id: 7 })]), 'content'],
    ['no chapter', draft({ content: { chapters: [] } }), 'content.chapters'],
    ['a chapter without a lesson', draft({}, []), 'content.chapters.0.lessons'],
    ['a text without text', draft({}, [lesson({ body: ' \n ' })]), 'content.chapters.0.lessons.0.body'],
    ['a video without a file', draft({}, [lesson({ kind: 'video' })]), 'content.chapters.0.lessons.0.mediaUrl'],
    ['a file elsewhere', draft({}, [lesson({ mediaUrl: 'https://example.com/a.mp4' })]), 'content.chapters.0.lessons.0.mediaUrl'],
    ['a file at another host', draft({}, [lesson({ mediaUrl: '//example.com/a.mp4' })]), 'content.chapters.0.lessons.0.mediaUrl'],
    ['a file outside', draft({}, [lesson({ mediaUrl: '/media/../secret' })]), 'content.chapters.0.lessons.0.mediaUrl'],
    ['too long a text', draft({}, [lesson({ body: 'x'.repeat(40_001) })]), 'content.chapters.0.lessons.0.body'],
    ['an unseen character', draft({}, [lesson({ body: 'a\u0000b' })]), 'content.chapters.0.lessons.0.body'],
    ['a threshold of nothing', draft({ threshold: 0 }), 'threshold'],
  ])('is refused with %s', (_, value, path) => expect(complaints(value)).toEqual([path]))

  it('keeps the lines of its Markdown, whatever machine they were written on', () => {
    const [chapter] = CourseDraft.parse(draft({}, [lesson({ body: '一\r\n\r\n\t二\r\n' })])).content.chapters
    expect(chapter?.lessons[0]?.body).toBe('一\n\n\t二')
  })
})
