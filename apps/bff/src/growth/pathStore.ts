import { PathStage } from '@wallet/shared/growth/path'
import type { Db } from '../db/connect.ts'
import { number, select, selectOne, text, textOrNull, type Row } from '../db/query.ts'

/** A published growth path. */
export interface PathRow {
  readonly id: number
  readonly title: string
  readonly englishTitle: string
  readonly summary: string
  readonly post: string
  readonly stages: readonly PathStage[]
  readonly publishedVersion: number
}

const pathOf = (row: Row): PathRow => ({
  id: number(row['id']),
  title: text(row['title']),
  englishTitle: text(row['english_title']),
  summary: text(row['summary']),
  post: text(row['post']),
  stages: PathStage.array().parse(JSON.parse(text(row['stages']))),
  publishedVersion: number(row['published_version']),
})

/** All that are published, in their order. */
export const listPaths = async (db: Db): Promise<PathRow[]> =>
  (
    await select(
      db,
      "SELECT id, title, english_title, summary, post, stages, published_version FROM growth_paths WHERE state = 'published' ORDER BY sort_order, id",
    )
  ).map(pathOf)

/** The post of a person; null: nobody has said. */
export const findPost = async (db: Db, userId: number): Promise<string | null> =>
  textOrNull((await selectOne(db, 'SELECT post FROM users WHERE id = :userId', { userId }))?.['post'])
