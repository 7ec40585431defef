import { readFileSync } from 'node:fs'
import { BadgeDraft, type Badge } from '@wallet/shared/badges/badge'
import { addDays, dayIn, startOfDay } from '@wallet/shared/certificates/validity'
import { z } from 'zod'
import { savePosition } from '../audit/follow.ts'
import { walkEnd } from '../audit/walk.ts'
import { listPublishedBadges } from '../badges/walkStore.ts'
import { insertBadge, publishBadge } from '../badges/write.ts'
import type { Db } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { DemoIssue } from './history.ts'

const Written = z.looseObject({ certificate: z.object({ title: z.string() }).nullable() })
/** The badges of the demo company, as they are written, in their order. */
export const writtenBadges = (): z.infer<typeof Written>[] =>
  Written.array().parse(JSON.parse(readFileSync(new URL('../../content/badges.json', import.meta.url)).toString()))

/** A badge of the demo company, and what its certificate is called; null: it awards none. */
export interface DemoBadge {
  readonly badge: Badge
  readonly certificateTitle: string | null
}

/** The badge that a certificate came with, where it came with one. */
export const badgeOf = (badges: readonly DemoBadge[], { type, title }: DemoIssue): DemoBadge | null =>
  type === 'achievement' ? (badges.find(({ certificateTitle }) => certificateTitle === title) ?? null) : null

/** Long before anybody earned one. */
const publishedDay = -900

/** Writes and publishes the badges of the demo company. The history gives them to those who earned them: nobody has to be asked any more. */
export const seedBadges = async (tx: Db, { clock, config }: Pick<Deps, 'clock' | 'config'>, achievementId: number): Promise<DemoBadge[]> => {
  const at = startOfDay(addDays(dayIn(clock.now(), config.zone), publishedDay), config.zone)
  const titles = new Map<number, string | null>()
  for (const [index, { slug, englishSummary, certificate, ...written }] of writtenBadges().entries()) {
    const draft = BadgeDraft.parse({ ...written, sortOrder: index + 1, templateId: certificate && achievementId })
    const id = await insertBadge(tx, draft, at)
    await publishBadge(tx, id, at)
    titles.set(id, certificate?.title ?? null)
  }
  const badges = await listPublishedBadges(tx)
  for (const { id, publishedVersion } of badges) await savePosition(tx, `badge:${id}:${publishedVersion}`, walkEnd)
  return badges.map(badge => ({ badge, certificateTitle: titles.get(badge.id) ?? null }))
}
