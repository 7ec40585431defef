import type { ShownNode, ShownRoad } from '@wallet/shared/growth/shownPath'
import type { RouteLocationRaw } from 'vue-router'

/** Where one does a thing of the road, or looks at it; null: there is no such place. */
export const placeOf = ({ kind, id, certificate }: ShownNode): RouteLocationRaw | null => {
  if (kind === 'certificate') return certificate ? { name: 'certificate', params: { certificateNo: certificate.certificateNo } } : null
  return { name: kind, params: { id } }
}

/** What comes next on a road, and whether it has been begun. */
export interface Next {
  readonly title: string
  readonly englishTitle: string
  readonly isBegun: boolean
  readonly place: RouteLocationRaw
}

const nextOf = (node: ShownNode): Next | null => {
  const place = placeOf(node)
  return place === null ? null : { title: node.title, englishTitle: node.englishTitle, isBegun: node.state === 'inProgress', place }
}
/** The course that an exam waits for may lie off the road. */
const waitedFor = ({ waitsFor }: ShownNode): Next | null =>
  waitsFor && { title: waitsFor.title, englishTitle: waitsFor.englishTitle, isBegun: true, place: { name: 'course', params: { id: waitsFor.id } } }

/** Required things first, what has been begun before what has not; then what is optional. Null: nothing can be done now. */
export const nextNode = ({ stages, here }: ShownRoad): Next | null => {
  const nodes = (stages[here ?? stages.length - 1]?.nodes ?? []).filter(({ kind }) => kind !== 'certificate')
  const find = (isRequired: boolean, state: ShownNode['state']) => nodes.find(node => node.isRequired === isRequired && node.state === state)
  const open = find(true, 'inProgress') ?? find(true, 'available')
  const waiting = nodes.find(node => node.isRequired && node.state === 'locked' && node.waitsFor)
  const other = find(false, 'inProgress') ?? find(false, 'available')
  return (open && nextOf(open)) ?? (waiting && waitedFor(waiting)) ?? (other && nextOf(other)) ?? null
}
