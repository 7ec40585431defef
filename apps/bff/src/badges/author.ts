import type { AuthoredBadge } from '@wallet/shared/badges/authoring'
import type { BadgeContent } from '@wallet/shared/badges/badge'
import { placedIn } from '@wallet/shared/badges/condition'
import { fail, type Reason } from '@wallet/shared/problem'
import type { AuditName } from '@wallet/shared/audit/event'
import { appendAudit } from '../audit/append.ts'
import { savePosition } from '../audit/follow.ts'
import { appendOutbox } from '../audit/outbox.ts'
import { insistOnVersion, lastPlace, lockAuthored, reorder } from '../db/authored.ts'
import { inTransaction, type Db } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { SignedIn } from '../http/guard.ts'
import { findTemplate } from '../templates/store.ts'
import { columnsOf, findAuthored, listAuthoredBadges, publishedPaths } from './authorStore.ts'
import { insertBadge } from './write.ts'

const reload = async (tx: Db, id: number): Promise<AuthoredBadge> => (await findAuthored(tx, id)) ?? fail('badge_not_found')
/** As it stands, with nobody else changing it until the transaction ends; where another version is there than the one given, refused. */
const lock = async (tx: Db, id: number, version?: number): Promise<AuthoredBadge> => {
  const row = (await lockAuthored(tx, 'badges', id)) ?? fail('badge_not_found')
  if (version !== undefined) insistOnVersion(row, version)
  return reload(tx, id)
}
const write = async (tx: Db, id: number, values: object): Promise<void> => {
  await tx.models.badges.update(values, { where: { id }, transaction: tx.transaction })
}
const contentOf = ({ title, englishTitle, summary, category, rule, icon, templateId }: AuthoredBadge): BadgeContent => {
  return { title, englishTitle, summary, category, rule, icon, templateId }
}

const unknownPaths = async (tx: Db, { rule }: BadgeContent): Promise<Reason[]> => {
  const asked = placedIn(rule).flatMap(({ condition, place }) => ('path' in condition && condition.path !== 'any' ? [{ id: condition.path, place }] : []))
  const published = await publishedPaths(
    tx,
    asked.map(({ id }) => id),
  )
  return asked.filter(({ id }) => !published.has(id)).map(({ place }) => ({ path: ['rule', ...place, 'path'].join('.'), message: 'is not published' }))
}

const unusableTemplate = async (tx: Db, { templateId }: BadgeContent): Promise<Reason[]> => {
  if (templateId === null) return []
  const template = await findTemplate(tx, templateId)
  if (!template?.isActive) return [{ path: 'templateId', message: 'is not in use' }]
  return template.type === 'achievement' ? [] : [{ path: 'templateId', message: 'is not for achievements' }]
}

/** What is wrong with a badge beyond its own words: what it speaks of is not there to be used. */
const check = async (tx: Db, content: BadgeContent): Promise<void> => {
  const errors = [...(await unknownPaths(tx, content)), ...(await unusableTemplate(tx, content))]
  if (errors.length > 0) fail('invalid_request', { errors })
}

/** What authors do to a badge, in a transaction and told of. */
const act = (deps: Deps, me: SignedIn, event: AuditName, work: (tx: Db, now: Date) => Promise<{ badge: AuthoredBadge; isChanged: boolean }>) =>
  inTransaction(deps.db, async tx => {
    const now = deps.clock.now()
    const { badge, isChanged } = await work(tx, now)
    if (isChanged) await appendAudit(tx, { event, subject: `badge:${badge.id}`, actorId: me.userId, data: { version: badge.version }, at: now })
    return badge
  })

/** A badge that nobody but its authors sees. */
export const createBadge = (deps: Deps, content: BadgeContent, me: SignedIn): Promise<AuthoredBadge> =>
  act(deps, me, 'badge.created', async (tx, now) => {
    await check(tx, content)
    const id = await insertBadge(tx, { ...content, sortOrder: await lastPlace(tx, 'badges') }, now)
    return { badge: await reload(tx, id), isChanged: true }
  })

/** What was published stays as learners see it; the change waits beside it. */
export const changeBadge = (deps: Deps, id: number, { version, ...content }: BadgeContent & { version: number }, me: SignedIn): Promise<AuthoredBadge> =>
  act(deps, me, 'badge.changed', async (tx, updatedAt) => {
    const before = await lock(tx, id, version)
    await check(tx, content)
    if (JSON.stringify(contentOf(before)) === JSON.stringify(contentOf({ ...before, ...content }))) return { badge: before, isChanged: false }
    const values = before.publishedVersion === null ? columnsOf(content) : { draft: JSON.stringify(content) }
    await write(tx, id, { ...values, version: version + 1, updatedAt })
    return { badge: await reload(tx, id), isChanged: true }
  })

/** Shows the newest version. Everybody is looked at again: what was earned before, or while the badge was retired, is given in the background. */
export const publish = (deps: Deps, id: number, version: number, me: SignedIn): Promise<AuthoredBadge> =>
  act(deps, me, 'badge.published', async (tx, updatedAt) => {
    const before = await lock(tx, id, version)
    if (before.state === 'published' && before.publishedVersion === version) return { badge: before, isChanged: false }
    const content = contentOf(before)
    await check(tx, content)
    await write(tx, id, { ...columnsOf(content), draft: null, state: 'published', publishedVersion: version, updatedAt })
    await savePosition(tx, `badge:${id}:${version}`, 0)
    if (before.publishedVersion !== null) await appendOutbox(tx, 'badge.changed', { badgeId: id }, updatedAt)
    return { badge: await reload(tx, id), isChanged: true }
  })

/** Nobody is given it any more; whoever has it keeps it. */
export const retireBadge = (deps: Deps, id: number, me: SignedIn): Promise<AuthoredBadge> =>
  act(deps, me, 'badge.retired', async (tx, updatedAt) => {
    const before = await lock(tx, id)
    if (before.state === 'retired') return { badge: before, isChanged: false }
    await write(tx, id, { state: 'retired', updatedAt })
    return { badge: await reload(tx, id), isChanged: true }
  })

export const orderBadges = (deps: Deps, ids: readonly number[], me: SignedIn): Promise<AuthoredBadge[]> =>
  inTransaction(deps.db, async tx => {
    await reorder(tx, 'badges', ids)
    await appendAudit(tx, { event: 'badges.ordered', subject: 'badges', actorId: me.userId, data: { count: ids.length }, at: deps.clock.now() })
    return listAuthoredBadges(tx)
  })
