import { addDays, dayIn, startOfDay } from '@wallet/shared/certificates/validity'
import { ExamDraft } from '@wallet/shared/exams/exam'
import { QuestionDraft, type Question } from '@wallet/shared/exams/question'
import { findVersion, type PublishedExam } from '../exams/versions.ts'
import { insertExam, insertQuestion, publishExam } from '../exams/write.ts'
import type { Db } from '../db/connect.ts'
import { number, selectOne } from '../db/query.ts'
import type { Deps } from '../deps.ts'
import { writtenExams, writtenQuestions, type ExamSlug, type WrittenExam } from './content.ts'
import type { DemoIssue } from './history.ts'
import type { DemoCourse } from './seedCourses.ts'

/** An exam of the demo company, by now with ids. */
export interface DemoExam {
  readonly slug: ExamSlug
  readonly id: number
  readonly title: string
  readonly summary: string
  readonly version: PublishedExam
  readonly paper: { readonly questions: number; readonly pass: number }
}
/** The exams, and every question there is. */
export interface DemoExams {
  readonly exams: readonly DemoExam[]
  readonly questions: readonly Question[]
}

/** The exam that a certificate is about, where it is one of ours. */
export const examOf = (exams: readonly DemoExam[], { type, title }: DemoIssue): DemoExam | null =>
  type === 'exam' ? (exams.find(exam => exam.title === title) ?? null) : null

/** Long before the oldest certificate. */
const publishedDay = -900

/** Writes all questions; answers those of each file. */
const seedQuestions = async (tx: Db, written: readonly WrittenExam[], courses: readonly DemoCourse[], now: Date): Promise<Map<string, Question[]>> => {
  const files = new Map<string, Question[]>()
  for (const [name, questions] of writtenQuestions()) {
    const course = courses.find(({ slug }) => slug === name)
    const category = course?.category ?? written.find(exam => exam.questions === name)?.rules['category']
    const file: Question[] = []
    for (const question of questions) {
      const draft = QuestionDraft.parse({ points: 1, ...question, category, courseId: course?.id ?? null })
      file.push({ ...draft, id: await insertQuestion(tx, draft, 'published', now) })
    }
    files.set(name, file)
  }
  return files
}

const placed = async (tx: Db, slug: ExamSlug, id: number): Promise<DemoExam> => {
  const row = await selectOne(tx, 'SELECT id FROM exam_versions WHERE exam_id = :id', { id })
  const version = await findVersion(tx, number(row?.['id']))
  const questions = 'count' in version.paper ? version.paper.count : 0
  return { slug, id, title: version.title, summary: version.summary, version, paper: { questions, pass: Math.ceil((version.passMark * questions) / 100) } }
}

/** Writes and publishes the questions and exams of the demo company. */
export const seedExams = async (
  tx: Db,
  { clock, config }: Pick<Deps, 'clock' | 'config'>,
  { courses, templateFor }: { courses: readonly DemoCourse[]; templateFor: (title: string) => number },
): Promise<DemoExams> => {
  const at = startOfDay(addDays(dayIn(clock.now(), config.zone), publishedDay), config.zone)
  const written = writtenExams()
  const files = await seedQuestions(tx, written, courses, at)
  const exams: DemoExam[] = []
  for (const [index, { slug, course, questions, rules }] of written.entries()) {
    const courseId = courses.find(one => one.slug === course)?.id ?? null
    const pool = (files.get(questions) ?? []).map(question => question.id)
    const draft = ExamDraft.parse({ ...rules, sortOrder: index + 1, courseId, templateId: templateFor(String(rules['title'])) })
    const id = await insertExam(tx, draft, pool, at)
    await publishExam(tx, id, null, at)
    exams.push(await placed(tx, slug, id))
  }
  return { exams, questions: [...files.values()].flat() }
}
