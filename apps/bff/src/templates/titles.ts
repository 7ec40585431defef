import type { Db } from '../db/connect.ts'
import { number, select, text } from '../db/query.ts'

/** English titles of what certificates of a template are earned by, where that is one thing only. */
export const listEnglishTitles = async (db: Db, ids: readonly number[]): Promise<ReadonlyMap<number, string>> => {
  if (ids.length === 0) return new Map()
  const from = (table: string) => `SELECT template_id, english_title FROM ${table} WHERE template_id IN (:ids) AND state <> 'draft'`
  const rows = await select(db, ['courses', 'exams', 'badges'].map(from).join(' UNION ALL '), { ids })
  const of = Map.groupBy(rows, row => number(row['template_id']))
  return new Map([...of].flatMap(([id, [first, ...others]]) => (first && others.length === 0 ? [[id, text(first['english_title'])]] : [])))
}

/** What certificates of templates are called: the template's own name, and in English what they are earned by. */
export const titlesOf = async (db: Db, ids: readonly number[]): Promise<ReadonlyMap<number, { readonly title: string; readonly englishTitle: string }>> => {
  if (ids.length === 0) return new Map()
  const templates = await select(db, 'SELECT id, name FROM certificate_templates WHERE id IN (:ids)', { ids })
  const english = await listEnglishTitles(db, ids)
  return new Map(
    templates.map(row => {
      const [id, title] = [number(row['id']), text(row['name'])]
      return [id, { title, englishTitle: english.get(id) || title }]
    }),
  )
}
