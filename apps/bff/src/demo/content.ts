import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import type { Db } from '../db/connect.ts'
import { select, text } from '../db/query.ts'
import type { FileStore } from '../files/fileStore.ts'
import { keepMedia, mediaUrlOf } from '../courses/media.ts'
import { hashOf } from '../files/content.ts'
import { readCourse, type WrittenCourse } from './courseFile.ts'

const folder = new URL('../../content/', import.meta.url)
const bytesOf = (name: string) => readFileSync(new URL(name, folder))

/** The order in which the courses stand in the course centre. */
const slugs = ['onboarding', 'data-security', 'fire-safety', 'customer-service', 'anti-money-laundering', 'product-basics', 'first-aid', 'new-manager'] as const
export type CourseSlug = (typeof slugs)[number]

/** The courses of the demo company, as they are written. */
export const writtenCourses = (): readonly { readonly slug: CourseSlug; readonly written: WrittenCourse }[] =>
  slugs.map(slug => ({ slug, written: readCourse(bytesOf(`courses/${slug}.md`).toString()) }))

const examSlugs = ['data-security', 'fire-safety', 'anti-bribery', 'customer-service', 'anti-money-laundering', 'new-manager'] as const
export type ExamSlug = (typeof examSlugs)[number]
const Slugged = z.object({ slug: z.enum(examSlugs), course: z.enum(slugs).nullable(), questions: z.string() })

/** An exam as it is written: its rules, the course that comes first, and the file of its questions. */
export interface WrittenExam extends z.infer<typeof Slugged> {
  readonly rules: Record<string, unknown>
}
const jsonOf = (name: string): unknown => JSON.parse(bytesOf(name).toString())

/** The exams of the demo company, in their order. */
export const writtenExams = (): WrittenExam[] =>
  z
    .array(z.looseObject({}))
    .parse(jsonOf('exams.json'))
    .map(({ slug, course, questions, ...rules }) => ({ ...Slugged.parse({ slug, course, questions }), rules }))

/** All questions by the file that holds them; one is called like an exam or a course, or both. */
export const writtenQuestions = (): ReadonlyMap<string, readonly Record<string, unknown>[]> => {
  const names = readdirSync(new URL('questions/', folder)).toSorted()
  return new Map(names.map(name => [path.basename(name, '.json'), z.array(z.looseObject({})).parse(jsonOf(`questions/${name}`))]))
}

const contentTypes: Readonly<Record<string, string>> = { '.svg': 'image/svg+xml', '.pdf': 'application/pdf' }
const mediaNames = () => ['documents', 'pictures'].flatMap(kind => readdirSync(new URL(`${kind}/`, folder)).map(name => `${kind}/${name}`))
/** The same every time, so that tests may count on it; what the demo shows is no secret. */
const tokenOf = (name: string) => createHash('sha256').update(`demo media ${name}`).digest('hex').slice(0, 32)

/** Where lessons find a picture or a document of the content. */
export const demoMediaUrl = (name: string): string => mediaUrlOf(tokenOf(name))

/** Writes the pictures and documents of the demo company. */
export const seedMedia = async (tx: Db, files: FileStore, now: Date): Promise<void> => {
  for (const name of mediaNames()) {
    const contentType = contentTypes[path.extname(name)] ?? 'application/octet-stream'
    await keepMedia(tx, files, { token: tokenOf(name), name: path.basename(name), contentType, bytes: bytesOf(name) }, { createdBy: null, now })
  }
}

/** The store may have been emptied since: what belongs to the product itself is put back at every start. */
export const restoreMedia = async (db: Db, files: FileStore): Promise<void> => {
  const known = new Set((await select(db, 'SELECT sha256 FROM media')).map(row => text(row['sha256'])))
  for (const name of mediaNames()) {
    const bytes = bytesOf(name)
    if (known.has(hashOf(bytes)) && !(await files.read(hashOf(bytes)))) await files.write(bytes)
  }
}
