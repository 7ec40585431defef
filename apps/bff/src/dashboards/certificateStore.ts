import type { RequiredCertificate } from '@wallet/shared/dashboards/coverage'
import type { Db } from '../db/connect.ts'
import { number, select, text } from '../db/query.ts'
import { listEnglishTitles } from '../templates/titles.ts'

/** Templates as dashboards name them: their own name, and in English what they are earned by. */
export const withTitles = async (db: Db, templates: readonly { readonly id: number; readonly name: string }[]): Promise<RequiredCertificate[]> => {
  const titles = await listEnglishTitles(
    db,
    templates.map(({ id }) => id),
  )
  return templates.map(({ id, name }) => ({ id, title: name, englishTitle: titles.get(id) || name }))
}

/** Everything that is required of anybody, each once, in the order of the organisation. */
export const listRequired = async (db: Db): Promise<RequiredCertificate[]> => {
  const sql = `SELECT t.id, t.name, MIN(r.position) AS position, MIN(r.id) AS first_id FROM requirements r JOIN certificate_templates t ON t.id = r.template_id
    GROUP BY t.id, t.name ORDER BY position, first_id`
  return withTitles(
    db,
    (await select(db, sql)).map(row => ({ id: number(row['id']), name: text(row['name']) })),
  )
}
