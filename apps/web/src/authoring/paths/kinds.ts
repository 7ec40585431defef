import type { PathThing } from '@wallet/shared/growth/authoring'
import type { IconName } from '../../ui/icons.ts'

/** What each kind of thing on a path looks like in a list. */
export const kindIcons: Readonly<Record<PathThing['kind'], IconName>> = { course: 'book', exam: 'edit', certificate: 'cert' }
export const thingKinds = Object.keys(kindIcons) as PathThing['kind'][]
