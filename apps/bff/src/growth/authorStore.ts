import { AuthoredPath, type PathThing } from '@wallet/shared/growth/authoring'
import { PathContent } from '@wallet/shared/growth/path'
import { authoredOf as standingOf, listAuthored } from '../db/authored.ts'
import type { Db } from '../db/connect.ts'
import { boolean, number, select, selectOne, text, type Row } from '../db/query.ts'

/** What a path says, as its row has it. */
export const columnsOf = ({ stages, ...content }: PathContent) => ({ ...content, stages: JSON.stringify(stages) })

const shown = (row: Row) => ({
  title: row['title'],
  englishTitle: row['english_title'],
  summary: row['summary'],
  post: row['post'],
  stages: JSON.parse(text(row['stages'])),
})
const authoredOf = (row: Row): AuthoredPath => {
  const content = PathContent.parse(row['draft'] === null ? shown(row) : JSON.parse(text(row['draft'])))
  return AuthoredPath.parse({ ...standingOf(row), ...content })
}

/** All that there are, in their order. */
export const listAuthoredPaths = async (db: Db): Promise<AuthoredPath[]> => (await listAuthored(db, 'growth_paths')).map(authoredOf)

export const findAuthored = async (db: Db, id: number): Promise<AuthoredPath | null> => {
  const row = await selectOne(db, 'SELECT * FROM growth_paths WHERE id = :id', { id })
  return row && authoredOf(row)
}

const kinds = [
  [
    'course',
    "SELECT id, title, english_title, NULL AS type, CASE WHEN state = 'published' THEN 1 ELSE 0 END AS is_published FROM courses ORDER BY sort_order, id",
  ],
  ['exam', "SELECT id, title, english_title, NULL AS type, CASE WHEN state = 'published' THEN 1 ELSE 0 END AS is_published FROM exams ORDER BY sort_order, id"],
  ['certificate', 'SELECT id, name AS title, name AS english_title, type, is_active AS is_published FROM certificate_templates ORDER BY sort_order, id'],
] as const

/** Everything that a stage may ask for, and what it might have asked for when it was published. */
export const listThings = async (db: Db): Promise<PathThing[]> => {
  const things: PathThing[] = []
  for (const [kind, sql] of kinds)
    for (const row of await select(db, sql))
      things.push({
        kind,
        id: number(row['id']),
        title: text(row['title']),
        englishTitle: text(row['english_title']),
        certificateType: row['type'] as PathThing['certificateType'],
        isPublished: boolean(row['is_published']),
      })
  return things
}
