import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
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
