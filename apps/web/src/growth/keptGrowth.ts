import type { BadgeWall } from '@wallet/shared/badges/shownBadge'
import type { GrowthView } from '@wallet/shared/growth/shownPath'
import { serverNow } from '../api/clock.ts'
import { keep, recall } from '../session/memory.ts'
import { mine } from '../session/session.ts'

interface Kept<T> {
  readonly at: string
  readonly value: T
}
const isKept = <T>(value: unknown): value is Kept<T> => typeof value === 'object' && value !== null && 'at' in value && 'value' in value

/** A page as it was seen last, so that it opens without a network. */
const memoryOf = <T>(name: string) => ({
  keep: (value: T): void => keep(`${mine}${name}`, { at: serverNow().toISOString(), value }),
  recall: (): Kept<T> | null => {
    const kept = recall(`${mine}${name}`)
    return isKept<T>(kept) ? kept : null
  },
})

export const keptPaths = memoryOf<GrowthView>('path')
export const keptWall = memoryOf<BadgeWall>('badges')
