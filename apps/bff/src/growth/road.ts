import type { PathNode, PathStage } from '@wallet/shared/growth/path'
import { nodeKey, roadOf, type Road, type RoadNode } from '@wallet/shared/growth/road'
import type { GrowthView, ShownNode, ShownRoad } from '@wallet/shared/growth/shownPath'
import { fail } from '@wallet/shared/problem'
import { certificateOf } from '../certificates/row.ts'
import type { Deps } from '../deps.ts'
import { knownAlong, type Known } from './known.ts'
import { findPost, listPaths, type PathRow } from './pathStore.ts'

/** The stages without what cannot be done any more by whoever has not begun it: nobody is stopped by a course that is retired. */
const passable = (stages: readonly PathStage[], known: Known): PathStage[] =>
  stages.map(stage => ({ ...stage, nodes: stage.nodes.filter(node => known.has(nodeKey(node))) })).filter(({ nodes }) => nodes.length > 0)

/** A person's road along a path, with what is known of each node. */
export const walkAlong = async (
  deps: Pick<Deps, 'db' | 'clock'>,
  userId: number,
  { stages }: Pick<PathRow, 'stages'>,
): Promise<{ road: Road; known: Known }> => {
  const known = await knownAlong(deps, userId, stages)
  return { road: roadOf(passable(stages, known), known), known }
}

/** The id of what a node is about. */
export const idOf = (node: PathNode) => {
  if (node.kind === 'course') return node.courseId
  return node.kind === 'exam' ? node.examId : node.templateId
}
const shownNode = ({ clock, config }: Deps, { node, state, doneAt }: RoadNode, known: Known): ShownNode => {
  const { title, englishTitle, minutes, percent, score, certificate, certificateType, waitsFor } = known.get(nodeKey(node)) ?? fail('internal')
  return {
    ...{ kind: node.kind, id: idOf(node), isRequired: node.isRequired, state, title, englishTitle, minutes, percent, score, certificateType, waitsFor },
    doneAt: doneAt?.toISOString() ?? null,
    certificate: certificate && certificateOf(certificate, clock.now(), config.publicOrigin),
  }
}
const shownRoad = (deps: Deps, { stages, ...road }: Road, known: Known): ShownRoad => ({
  ...road,
  stages: stages.map(({ doneAt, nodes, ...stage }) => ({
    ...stage,
    doneAt: doneAt?.toISOString() ?? null,
    nodes: nodes.map(node => shownNode(deps, node, known)),
  })),
})

/** The path for this person's post, or the one asked for, and their road along it. */
export const growthView = async (deps: Deps, userId: number, pathId: number | undefined): Promise<GrowthView> => {
  const [post, all] = await Promise.all([findPost(deps.db, userId), listPaths(deps.db)])
  const isMine = (path: PathRow) => path.post === post
  const path = pathId === undefined ? all.find(isMine) : (all.find(({ id }) => id === pathId) ?? fail('path_not_found'))
  const lineOf = ({ id, title, englishTitle, summary, post: its }: PathRow, mine: boolean) => ({ id, title, englishTitle, summary, post: its, isMine: mine })
  const walked = path && (await walkAlong(deps, userId, path))
  return {
    post,
    path: path ? lineOf(path, isMine(path)) : null,
    road: walked ? shownRoad(deps, walked.road, walked.known) : null,
    paths: all.map(one => lineOf(one, isMine(one))),
  }
}
