import type { AuthoredRow } from '@wallet/shared/authoring'
import type { IconName } from '../ui/icons.ts'

/** A state, and whether there is more to it than learners see. */
export type Standing = 'draft' | 'published' | 'changed' | 'retired'

/** How something that is written for learners stands. */
export const standingOf = ({ state, version, publishedVersion }: Pick<AuthoredRow, 'state' | 'version' | 'publishedVersion'>): Standing =>
  state === 'published' && publishedVersion !== null && version > publishedVersion ? 'changed' : state

export const looks: Readonly<Record<Standing, { readonly icon: IconName; readonly tone: string }>> = {
  draft: { icon: 'edit', tone: 'primary' },
  published: { icon: 'valid', tone: 'valid' },
  changed: { icon: 'clock', tone: 'expiring' },
  retired: { icon: 'pause', tone: 'ended' },
}
