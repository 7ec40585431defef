import { CourseDraft } from '@wallet/shared/courses/course'

/** A course as its file tells it; `media` of a lesson is a path below the content. */
export interface WrittenCourse {
  readonly title: string
  readonly englishTitle: string
  readonly summary: string
  readonly category: string
  readonly cover: string
  readonly chapters: readonly { readonly title: string; readonly lessons: readonly WrittenLesson[] }[]
}
interface WrittenLesson {
  readonly title: string
  readonly kind: string
  readonly minutes: number
  readonly media: string | null
  readonly body: string
}

/** `kind=picture minutes=3 media=pictures/fire.svg` */
const attributesOf = (text: string): Record<string, string> =>
  Object.fromEntries([...text.matchAll(/(\w+)=(\S+)/g)].map(([, name = '', value = '']) => [name, value]))

const lessonOf = (part: string): WrittenLesson => {
  const [, title = '', attributes = '', body = ''] = /^(.*?) \{(.*?)\}\n([^]*)$/.exec(part) ?? []
  const { kind = 'text', minutes = '', media = null } = attributesOf(attributes)
  return { title, kind, minutes: Number(minutes), media, body: body.trim() }
}

const chapterOf = (part: string) => {
  const [title = '', ...lessons] = part.split(/^## /m)
  return { title: title.trim(), lessons: lessons.map(lessonOf) }
}

/** Reads a file of a course: front matter, `# chapter`, `## lesson {kind=… minutes=… media=…}`, and Markdown from `###` down. */
export const readCourse = (text: string): WrittenCourse => {
  const [, head = '', body = ''] = /^---\n([^]*?)\n---\n([^]*)$/.exec(text.replaceAll('\r\n', '\n')) ?? []
  const fields = Object.fromEntries([...head.matchAll(/^(\w+): (.*)$/gm)].map(([, name = '', value = '']) => [name, value]))
  const { title = '', englishTitle = '', summary = '', category = '', cover = '' } = fields
  const [, ...chapters] = `\n${body}`.split(/^# /m)
  return { title, englishTitle, summary, category, cover, chapters: chapters.map(chapterOf) }
}

/** The same as it is saved: every file of a lesson has an address by now. */
export const draftOf = (
  { chapters, ...course }: WrittenCourse,
  more: { readonly templateId: number | null; readonly sortOrder: number },
  urlOf: (media: string) => string,
): CourseDraft =>
  CourseDraft.parse({
    ...course,
    ...more,
    content: {
      chapters: chapters.map(({ title, lessons }) => ({
        title,
        lessons: lessons.map(({ media, ...lesson }) => ({ ...lesson, mediaUrl: media === null ? null : urlOf(media) })),
      })),
    },
  })
