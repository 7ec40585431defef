import type { Db } from '../db/connect.ts'
import { countNamed, takeNamesOut, type Texts } from '../db/names.ts'

const published = ['title', 'english_title', 'summary']
const texts = (table: string, ...columns: string[]): Texts => ({ table, key: ['id'], columns })

/**
 * What is written for many and belongs to nobody. A name may be a word in it (高明, Will): only a human can tell. Whoever takes a name out writes
 * into the tables of other nouns, and into versions that never change otherwise.
 */
const content: readonly Texts[] = [
  texts('courses', ...published, 'content'),
  texts('course_versions', 'title', 'english_title', 'snapshot'),
  texts('questions', 'words', 'content'),
  texts('exams', ...published, 'settings'),
  texts('exam_versions', 'snapshot'),
  texts('badges', ...published, 'draft'),
  texts('growth_paths', ...published, 'post', 'stages', 'draft'),
  texts('certificate_templates', 'name', 'template_html', 'template_style', 'form'),
  texts('template_versions', 'template_html', 'template_style', 'form'),
  texts('template_assets', 'name'),
  texts('media', 'name'),
  texts('org_units', 'name'),
  texts('requirements', 'post'),
  texts('question_imports', 'answer'),
]

export const countInContent = (db: Db, names: readonly string[]): Promise<number> => countNamed(db, content, names)
export const takeOutOfContent = (tx: Db, names: readonly string[]): Promise<void> => takeNamesOut(tx, content, names)
