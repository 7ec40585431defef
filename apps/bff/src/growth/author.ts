import type { AuthoredPath } from '@wallet/shared/growth/authoring'
import type { PathContent } from '@wallet/shared/growth/path'
import { faultsOf, type StageFault } from '@wallet/shared/growth/stages'
import { fail, type Reason } from '@wallet/shared/problem'
import type { AuditName } from '@wallet/shared/audit/event'
import { appendAudit } from '../audit/append.ts'
import { savePosition } from '../audit/follow.ts'
import { insistOnVersion, lastPlace, lockAuthored, reorder } from '../db/authored.ts'
import { inTransaction, type Db } from '../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { SignedIn } from '../http/guard.ts'
import { columnsOf, findAuthored, listAuthoredPaths, listThings } from './authorStore.ts'
import { idOf } from './road.ts'
import { insertPath } from './write.ts'

const reload = async (tx: Db, id: number): Promise<AuthoredPath> => (await findAuthored(tx, id)) ?? fail('path_not_found')
/** As it stands, with nobody else changing it until the transaction ends; where another version is there than the one given, refused. */
const lock = async (tx: Db, id: number, version?: number): Promise<AuthoredPath> => {
  const row = (await lockAuthored(tx, 'growth_paths', id)) ?? fail('path_not_found')
  if (version !== undefined) insistOnVersion(row, version)
  return reload(tx, id)
}
const write = async (tx: Db, id: number, values: object): Promise<void> => {
  await tx.models.growthPaths.update(values, { where: { id }, transaction: tx.transaction })
}
const contentOf = ({ title, englishTitle, summary, post, stages }: AuthoredPath): PathContent => ({ title, englishTitle, summary, post, stages })

const faultWords: Readonly<Record<StageFault, string>> = {
  none: 'a path has at least one stage',
  empty: 'a stage asks for something',
  nothingRequired: 'something has to be required, or the stage is reached by nothing',
  twice: 'stands here already',
}

const unpublished = async (tx: Db, { stages }: PathContent): Promise<Reason[]> => {
  const published = new Set((await listThings(tx)).filter(({ isPublished }) => isPublished).map(({ kind, id }) => `${kind}:${id}`))
  return stages.flatMap(({ nodes }, stage) =>
    nodes.flatMap((node, at) => (published.has(`${node.kind}:${idOf(node)}`) ? [] : [{ path: `stages.${stage}.nodes.${at}`, message: 'is not published' }])),
  )
}

/** Everything that is wrong with the stages, at once. */
const check = async (tx: Db, content: PathContent): Promise<void> => {
  const faults = faultsOf(content.stages).map(({ fault, place }) => ({ path: place.join('.'), message: faultWords[fault] }))
  const errors = [...faults, ...(await unpublished(tx, content))]
  if (errors.length > 0) fail('invalid_request', { errors })
}

/** What authors do to a path, in a transaction and told of. */
const act = (deps: Deps, me: SignedIn, event: AuditName, work: (tx: Db, now: Date) => Promise<{ path: AuthoredPath; isChanged: boolean }>) =>
  inTransaction(deps.db, async tx => {
    const now = deps.clock.now()
    const { path, isChanged } = await work(tx, now)
    if (isChanged) await appendAudit(tx, { event, subject: `path:${path.id}`, actorId: me.userId, data: { version: path.version }, at: now })
    return path
  })

/** A path that nobody but its authors sees. */
export const createPath = (deps: Deps, content: PathContent, me: SignedIn): Promise<AuthoredPath> =>
  act(deps, me, 'path.created', async (tx, now) => {
    await check(tx, content)
    const id = await insertPath(tx, { ...content, sortOrder: await lastPlace(tx, 'growth_paths') }, now)
    return { path: await reload(tx, id), isChanged: true }
  })

/** What was published stays as learners walk it; the change waits beside it. */
export const changePath = (deps: Deps, id: number, { version, ...content }: PathContent & { version: number }, me: SignedIn): Promise<AuthoredPath> =>
  act(deps, me, 'path.changed', async (tx, updatedAt) => {
    const before = await lock(tx, id, version)
    await check(tx, content)
    if (JSON.stringify(contentOf(before)) === JSON.stringify(contentOf({ ...before, ...content }))) return { path: before, isChanged: false }
    const values = before.publishedVersion === null ? columnsOf(content) : { draft: JSON.stringify(content) }
    await write(tx, id, { ...values, version: version + 1, updatedAt })
    return { path: await reload(tx, id), isChanged: true }
  })

/** Shows the newest version. Whoever has come to its end already, or did while it was closed, is found in the background. */
export const publish = (deps: Deps, id: number, version: number, me: SignedIn): Promise<AuthoredPath> =>
  act(deps, me, 'path.published', async (tx, updatedAt) => {
    const before = await lock(tx, id, version)
    if (before.state === 'published' && before.publishedVersion === version) return { path: before, isChanged: false }
    const content = contentOf(before)
    await check(tx, content)
    await write(tx, id, { ...columnsOf(content), draft: null, state: 'published', publishedVersion: version, updatedAt })
    await savePosition(tx, `path:${id}:${version}`, 0)
    return { path: await reload(tx, id), isChanged: true }
  })

/** Nobody walks it any more; having completed it stays. */
export const retirePath = (deps: Deps, id: number, me: SignedIn): Promise<AuthoredPath> =>
  act(deps, me, 'path.retired', async (tx, updatedAt) => {
    const before = await lock(tx, id)
    if (before.state === 'retired') return { path: before, isChanged: false }
    await write(tx, id, { state: 'retired', updatedAt })
    return { path: await reload(tx, id), isChanged: true }
  })

export const orderPaths = (deps: Deps, ids: readonly number[], me: SignedIn): Promise<AuthoredPath[]> =>
  inTransaction(deps.db, async tx => {
    await reorder(tx, 'growth_paths', ids)
    await appendAudit(tx, { event: 'paths.ordered', subject: 'paths', actorId: me.userId, data: { count: ids.length }, at: deps.clock.now() })
    return listAuthoredPaths(tx)
  })
